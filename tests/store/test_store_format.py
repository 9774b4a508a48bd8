"""docs/store-format.md is true: a store opens by following it, with another SQLite library and none of our code.

The fixtures make a store with the program; what reads it is tests/outside_readers/stock_tools.py, written from that page.
"""

import hashlib
import hmac
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from hokatsu_desktop.store.backup import back_up
from hokatsu_desktop.store.connection import open_raw
from hokatsu_desktop.store.keys import KeyUse
from hokatsu_desktop.store.package import WrittenPackage
from tests.outside_readers import stock_tools
from tests.outside_readers.stock_tools import (
    Json,
    canonical,
    check_links,
    file_form,
    hkdf,
    master_key,
    opened,
    read,
    secret_of,
    unwrap,
    wrapping_key,
)
from tests.store.conftest import NOON, WORDS, Made, open_by_key

PAGE = Path(__file__).parents[2] / "docs" / "store-format.md"
ALONE = """import runpy, sys
sys.modules["hokatsu_desktop"] = None
runpy.run_path(sys.argv.pop(1), run_name="__main__")
"""


@pytest.fixture(scope="module")
def vectors() -> Json:
    """The vectors printed at the end of the page."""
    text = PAGE.read_text(encoding="utf-8")
    found: Json = json.loads(text.rpartition("```json")[2].partition("```")[0])
    return found


def recovery_groups(value: bytes) -> list[str]:
    words = [*value, *hashlib.sha256(value).digest()[:2]]
    return [f"{(words[at] * 256 + words[at + 1]) * 11:06d}" for at in range(0, 18, 2)]


@pytest.fixture
def copied(made: Made, tmp_path: Path) -> Path:
    """A copy of a real store, as the page advises: two SQLite libraries must not share a file."""
    shutil.copytree(made.folder, tmp_path / "写し")
    return tmp_path / "写し"


@pytest.mark.parametrize("kind", ["staff", "recovery"])
def test_a_store_opens_by_the_page_alone(copied: Path, made: Made, kind: str) -> None:
    secret = secret_of(kind, WORDS.text if kind == "staff" else made.code.printed)
    connection = opened(copied / "g0001" / "store.db", master_key(copied / "g0001", kind, secret))
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("SELECT town FROM office").fetchall() == [("みどり町",)]
    assert connection.execute("SELECT name FROM staff").fetchall() == [("髙橋 まこと",)]
    assert connection.execute("PRAGMA application_id").fetchall() == [(1212896339,)]
    assert connection.execute("PRAGMA user_version").fetchall() == [(1,)]
    connection.close()


def test_every_table_reads_the_same_in_both_libraries(copied: Path, made: Made) -> None:
    other = opened(copied / "g0001" / "store.db", made.master.value)
    store = open_by_key(made)
    tables = [row[0] for row in store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        if not table.startswith("search_index"):
            rows = f'SELECT * FROM "{table}"'
            assert other.execute(rows).fetchall() == store.connection.execute(rows).fetchall(), table
    assert len(tables) > 30
    other.close()
    store.close()


def test_the_files_beside_are_as_the_page_says(made: Made) -> None:
    name, digest = (made.folder / "CURRENT").read_text().split()
    assert digest == hashlib.sha256(name.encode()).hexdigest()[:16]
    keys = read(made.folder / name / "store.keys")
    assert keys.pop("sum") == hashlib.sha256(canonical(keys)).hexdigest()
    assert read(made.folder / "keys-copy" / "g0001.keys")["sum"]
    for path, info in ((made.folder / name / "manifest.json", "manifest"), (made.folder / "anchor.json", "anchor")):
        content = read(path)
        key = hkdf(made.master.value, f"hokatsu-desktop/{info}/v1")
        assert content.pop("mac") == hmac.new(key, canonical(content), "sha256").hexdigest()
    assert (content["sequence"], content["closed"]) == (2, True)


def test_the_links_of_the_log_are_as_the_page_says(copied: Path, made: Made) -> None:
    connection = opened(copied / "g0001" / "store.db", made.master.value)
    assert check_links(connection, made.master.value)[0] == 2
    connection.close()


def test_a_link_with_a_digest_and_contents_at_once_fits_nothing(copied: Path, made: Made) -> None:
    file = copied / "g0001" / "store.db"
    connection = open_raw(file, made.master.derive(KeyUse.DATABASE), "rw")
    connection.execute("DROP TRIGGER change_entry_no_update")
    salt, after = connection.execute("SELECT salt, after FROM change_entry WHERE id = 1").fetchone()
    digest = hashlib.sha256(canonical([salt, None, json.loads(after)])).hexdigest()
    connection.execute("UPDATE change_entry SET digest = ?, after = '{}' WHERE id = 1", (digest,))
    connection.close()
    forged = opened(file, made.master.value)
    with pytest.raises(AssertionError, match="link 1"):
        check_links(forged, made.master.value)
    forged.close()


def test_vector_of_the_key_derivation(vectors: Json) -> None:
    master = bytes.fromhex(vectors["master_key"])
    assert len(vectors["hkdf"]) == 4
    for info, key in vectors["hkdf"].items():
        assert hkdf(master, info).hex() == key


@pytest.mark.parametrize("kind", ["staff", "recovery"])
def test_vectors_of_the_slots(vectors: Json, kind: str) -> None:
    vector = vectors[kind]
    typed = vector["typed"]
    secret = secret_of(kind, typed)
    slot = vector["slot"]
    assert secret.decode() == vector["argon2_input"]
    assert canonical(slot["header"]).decode() == vector["aad"]
    assert wrapping_key(slot["header"], secret).hex() == vector["wrapping_key"]
    assert unwrap(slot, secret).hex() == vectors["master_key"]


def test_vector_of_the_recovery_code(vectors: Json) -> None:
    assert "-".join(recovery_groups(bytes(range(16)))) == vectors["recovery"]["typed"]


def test_vector_of_the_key_file(vectors: Json) -> None:
    slots = [vectors[kind]["slot"] for kind in ("staff", "recovery")]
    content = {"format": "hokatsu-desktop-keys", "version": 1, "store": vectors["store"], "slots": slots}
    assert hashlib.sha256(canonical(content)).hexdigest() == vectors["store_keys_sum"]
    whole = file_form({**content, "sum": vectors["store_keys_sum"]})
    assert hashlib.sha256(whole).hexdigest() == vectors["store_keys_sha256"]


@pytest.mark.parametrize("name", ["manifest", "anchor"])
def test_vectors_of_the_macs(vectors: Json, name: str) -> None:
    key = bytes.fromhex(vectors["hkdf"][f"hokatsu-desktop/{name}/v1"])
    assert hmac.new(key, canonical(vectors[name]["content"]), "sha256").hexdigest() == vectors[name]["mac"]


def test_vector_of_a_link(vectors: Json) -> None:
    key = bytes.fromhex(vectors["hkdf"]["hokatsu-desktop/chain/v1"])
    link = vectors["link"]
    assert hashlib.sha256(canonical(link["contents"])).hexdigest() == link["digest"]
    assert link["digest"] in link["fields"]
    assert hmac.new(key, canonical(link["fields"]), "sha256").hexdigest() == link["hash"]


def test_the_program_makes_the_same_vectors(vectors: Json) -> None:
    from hokatsu_desktop.store.data_folder import current_line
    from hokatsu_desktop.store.key_file import key_file_from_bytes
    from hokatsu_desktop.store.keys import KeyUse, MasterKey, Passphrase, unseal
    from hokatsu_desktop.store.recovery_code import read_recovery_code

    master = MasterKey(bytes.fromhex(vectors["master_key"]))
    assert {use.value: master.derive(use).hex() for use in KeyUse} == vectors["hkdf"]
    slots = [vectors[kind]["slot"] for kind in ("staff", "recovery")]
    content = {"format": "hokatsu-desktop-keys", "version": 1, "store": vectors["store"], "slots": slots}
    keys = key_file_from_bytes(file_form({**content, "sum": vectors["store_keys_sum"]}))
    assert unseal(keys.slots[0], Passphrase(vectors["staff"]["typed"])) == master
    assert unseal(keys.slots[1], read_recovery_code(vectors["recovery"]["typed"])) == master
    assert {"g0001": current_line("g0001").decode()} == vectors["current"]


def test_the_argon2id_of_the_library_is_that_of_the_standard() -> None:
    """RFC 9106, section 5.3."""
    kdf = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    )
    tag = kdf.derive(b"\x01" * 32)
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def by_stock_tools(folder: Path, kind: str, secret: str) -> subprocess.CompletedProcess[str]:
    """The script in a process of its own that can import nothing of ours."""
    command = [sys.executable, "-I", "-c", ALONE, stock_tools.__file__, str(folder), kind]
    return subprocess.run(command, input=f"{secret}\n", capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("kind", ["staff", "recovery"])
def test_the_script_opens_a_store_without_our_program(copied: Path, made: Made, kind: str) -> None:
    done = by_stock_tools(copied, kind, WORDS.text if kind == "staff" else made.code.printed)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["role"], found["links"], found["tables"]["office"], found["tables"]["staff"]) == ("live", 2, 1, 1)


@pytest.mark.parametrize("kind", ["handover", "recovery"])
def test_the_script_opens_a_handover_package(written: WrittenPackage, kind: str) -> None:
    code = written.code if kind == "handover" else written.recovery
    done = by_stock_tools(written.path, kind, code.printed)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["role"], found["head"], found["tables"]["office"]) == ("package", written.head.hash, 1)


def test_the_script_opens_a_backup(made: Made, tmp_path: Path) -> None:
    store = open_by_key(made)
    backup = back_up(store, tmp_path / "hikae", NOON)
    store.close()
    done = by_stock_tools(backup.path, "staff", WORDS.text)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["role"] == "backup"


def test_nobody_of_the_staff_opens_a_package_by_the_script(written: WrittenPackage) -> None:
    done = by_stock_tools(written.path, "staff", WORDS.text)
    assert done.returncode != 0
    assert "no slot opened" in done.stderr


@pytest.mark.parametrize("name", ["README.txt", "store.db", "store.keys", "manifest.json", "COMPLETE"])
def test_the_script_finds_a_changed_byte_in_each_file_of_a_package(
    written: WrittenPackage, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / written.path.name
    shutil.copytree(written.path, folder)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    assert by_stock_tools(folder, "handover", written.code.printed).returncode != 0


def test_the_process_of_the_script_really_cannot_import_the_program() -> None:
    command = [sys.executable, "-I", "-c", 'import sys; sys.modules["hokatsu_desktop"] = None; import hokatsu_desktop']
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
