"""Breakages of the program, planted one at a time in a copy of it, each with the proof that must turn red.

`python -m tests.faults.planted [number …]` plants them and prints the table of docs/fault-proofs.md.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.faults.sweeping import ROOT

SOURCE = "src/hokatsu_desktop/"


@dataclass(frozen=True)
class Plant:
    """What is broken, in which file, and the proof: a test, or the words of a sweep that test_crash_states.py makes longer."""

    words: str
    file: str
    sound: str
    broken: str
    proof: str

    @property
    def command(self) -> list[str]:
        """What is started in the copy."""
        if self.proof.startswith("sweep "):
            return ["-m", "tests.faults.sweep", *self.proof.split()[1:]]
        return ["-m", "pytest", "-q", "-x", f"tests/{self.proof}"]


def _store(words: str, module: str, sound: str, broken: str, proof: str) -> Plant:
    return Plant(words, f"store/{module}.py", sound, broken, proof)


_SYNC = "        os.fsync(stream.fileno())\n"
_IN_ORDER = """            for name in (*FILES, MANIFEST_NAME):
                write_new(target / name, chunks(made / name))
            sync_names(target)
"""
_COMPLETE = """            write_new(target / COMPLETE_NAME, [complete_line(target.name, (made / MANIFEST_NAME).read_bytes())])
"""
PLANTS = (
    _store("synchronous is OFF", "connection", '"EXTRA", "3"', '"OFF", "0"', "sweep crash --count 200 --only edit"),
    _store(
        "synchronous is NORMAL", "connection", '"EXTRA", "3"', '"NORMAL", "1"', "sweep crash --count 300 --only edit"
    ),
    _store(
        "small files (CURRENT, keys, anchor) are not synced",
        "durable_files",
        f"        stream.write(data)\n        stream.flush()\n{_SYNC}",
        "        stream.write(data)\n",
        "sweep crash --count 300 --only rekey",
    ),
    _store(
        "names in folders are not synced",
        "durable_files",
        '    if os.name == "nt":\n        return\n    handle',
        "    return\n    handle",
        "sweep crash --count 300 --only upgrade",
    ),
    _store(
        "files of a package are not synced",
        "durable_files",
        f"            stream.write(chunk)\n        stream.flush()\n{_SYNC}",
        "            stream.write(chunk)\n",
        "sweep crash --count 300 --only package",
    ),
    _store(
        "CURRENT names the new generation before its keys are copied",
        "rekey",
        "        write_whole(data.keys_copy(name), new.file.to_bytes())\n",
        "        data.write_current(name)\n        write_whole(data.keys_copy(name), new.file.to_bytes())\n",
        "sweep crash --count 900 --only rekey",
    ),
    _store(
        "COMPLETE is written first",
        "package",
        _IN_ORDER + _COMPLETE,
        _COMPLETE + _IN_ORDER,
        "store/test_package.py::test_pulled_out_at_any_call_it_is_unfinished",
    ),
    _store(
        "a package's manifest is believed without its MAC",
        "package_check",
        "if found is None or not found.is_authentic(master) or",
        "if found is None or",
        "store/test_package.py::test_a_manifest_made_to_fit_the_damage_is_not_believed",
    ),
    _store(
        "the anchor is not looked at",
        "opening",
        "    if opening.is_new:\n        return []\n",
        "    return []\n",
        "store/test_anchor.py::test_an_older_file_is_noticed_until_the_user_accepts_it",
    ),
    _store(
        "an anchor made without the key counts",
        "anchor",
        "return right and self.anchor.store_id == store_id",
        "return self.anchor.store_id == store_id",
        "store/test_anchor.py::test_an_anchor_made_without_the_key_does_not_count",
    ),
    _store(
        "the first row of the page check is overread",
        "connection",
        '"PRAGMA cipher_integrity_check").fetchall()]',
        '"PRAGMA cipher_integrity_check").fetchall()[1:]]',
        "store/test_damage.py::test_flipped_bytes_of_a_small_file_are_refused",
    ),
    _store(
        "pages are not proved when opening",
        "opening",
        "if pages := damaged_pages(connection):",
        "if pages := damaged_pages(connection)[:0]:",
        "store/test_damage.py::test_flipped_bytes_of_the_encrypted_file_are_refused",
    ),
    _store(
        "an empty file is let through",
        "connection",
        "    if size == 0:\n        raise StoreRefusal(Situation.EMPTY_FILE)\n    if size < PAGE_BYTES or",
        "    if size and",
        "store/test_damage.py::test_a_missing_or_empty_database_never_means_a_new_store",
    ),
    _store(
        "a half-made generation is left after a failure",
        "building",
        "            replace(partial, final)\n    finally:\n        shutil.rmtree(partial, ignore_errors=True)",
        "            replace(partial, final)\n    finally:\n        pass",
        "store/test_upgrade.py::test_a_failed_upgrade_leaves_the_store_as_it_was",
    ),
    _store(
        "an older package is taken as if the day it was written decided",
        "receiving",
        "        if known.sequence > package.says.sequence:\n",
        '        if package.says.made_at < "2000":\n',
        "store/test_receiving.py::test_same_behind_and_forked_are_never_merged",
    ),
    _store(
        "a slot's header is not authenticated",
        "keys",
        "compact(slot.header))\n    return Slot(",
        'b"")\n    return Slot(',
        "store/test_store_format.py",
    ),
    _store(
        "links of the log are not compared with the one before",
        "chain",
        " or link_hash(chain_key, entry, previous) != entry.hash:",
        ":",
        "store/test_chain.py",
    ),
    _store(
        "two programs may open one store",
        "in_use",
        "        lock.acquire()\n",
        "        pass\n",
        "store/test_in_use.py",
    ),
    _store(
        "errors of the disk are not told",
        "refusals",
        "        if name == prefix or name.startswith",
        "        if name == prefix + prefix or name.startswith(prefix + prefix) and name.startswith",
        "sweep errors --count 30 --only edit",
    ),
    _store(
        "the plain SQLite is imported",
        "connection",
        "import sqlcipher3\n",
        "import sqlite3  # noqa: F401\n\nimport sqlcipher3\n",
        "store/test_connection.py::test_only_the_opener_imports_the_encrypted_sqlite_and_nobody_the_plain_one",
    ),
    Plant(
        "what is typed is read as the language of the search",
        "japanese/fold.py",
        "    return f'\"{quoted}\"' + (",
        "    return quoted + (",
        "japanese/test_fold.py",
    ),
    Plant(
        "bytes that are no text are replaced",
        "services/editions_file.py",
        'content.decode("utf-8-sig")',
        'content.decode("utf-8-sig", errors="replace")',
        "services/test_editions.py::test_a_bad_file_is_refused_in_words",
    ),
)


def text_of(plant: Plant) -> str:
    """The sound text of the file a plant goes into."""
    return (ROOT / SOURCE / plant.file).read_text(encoding="utf-8")


def copy_of_program(folder: Path) -> None:
    """The program with its tests, to be broken; nothing is linked, so that a plant cannot reach the original."""
    for name in (
        "src",
        "tests",
        "resources",
        "benchmarks",
        "docs",
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "dev.py",
    ):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / name)


def turns_red(plant: Plant, program: Path) -> bool:
    """Whether the proof fails with the plant in the copy, as a proof fails: not because it could not begin."""
    file = program / SOURCE / plant.file
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace(plant.sound, plant.broken), encoding="utf-8")
    try:
        return _code_of(plant, program) == 1
    finally:
        file.write_text(sound, encoding="utf-8")


def stays_green(plant: Plant, program: Path) -> bool:
    """Whether the proof passes in the copy as it is."""
    return _code_of(plant, program) == 0


def _code_of(plant: Plant, program: Path) -> int:
    done = subprocess.run(
        [sys.executable, *plant.command],
        cwd=program,
        env={**os.environ, "PYTHONPATH": f"{program / 'src'}{os.pathsep}{program}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    could_begin = not plant.proof.startswith("sweep ") or " in trouble" in done.stdout
    return done.returncode if could_begin else -1


def main() -> int:
    """Plants all, or those whose numbers are given; gives how many were not noticed."""
    wanted = [int(number) for number in sys.argv[1:]] or range(1, len(PLANTS) + 1)
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="hokatsu-planted-") as name:
        program = Path(name) / "program"
        copy_of_program(program)
        for number in wanted:
            plant = PLANTS[number - 1]
            red = turns_red(plant, program)
            unnoticed += not red
            print(
                f"| {number} | {plant.words} | `{plant.file}` | {plant.proof} | {'red' if red else 'NOT NOTICED'} |",
                flush=True,
            )
    return unnoticed


if __name__ == "__main__":
    sys.exit(main())
