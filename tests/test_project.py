"""What could drift apart unnoticed: lock file, licences, versions, documents, words, and the shape of the source."""

import ast
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import dev
import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

import hokatsu_desktop

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK: dict[str, Any] = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
LOCKED: dict[str, dict[str, Any]] = {package["name"]: package for package in LOCK["package"]}

PYTHONS = ((3, 11), (3, 12), (3, 13))
# Debian 12 and Ubuntu 22.04 or newer, Windows 11, macOS 14 on Apple's own processors.
PLATFORMS: dict[str, list[str]] = {
    "linux": ["manylinux2014_x86_64", *(f"manylinux_2_{minor}_x86_64" for minor in range(5, 36))],
    "win32": ["win_amd64"],
    "darwin": list(mac_platforms((14, 0), "arm64")),
}
SYSTEM_NAMES = {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}

# Read from the licence file inside the wheel: its metadata names none.
LICENCE_READ_BY_HAND = {"sqlcipher3": "Zlib"}
STRONG_COPYLEFT = re.compile(r"(?<![A-Za-z])A?GPL|GNU (Affero )?General Public", re.IGNORECASE)

MOST_LINES = 500
PLACES_OF_THIS_MACHINE = re.compile(r"/work\b|/home/\w|/root\b|/Users/\w|[A-Z]:\\+Users\\+\w")
# Promises nobody can keep: a leak may have to be reported, a disk never forgets wholly, a log can only show tampering.
WORDS_NEVER_USED = ("報告不要", "完全消去", "改ざん不可能", "安全です")
NAMES_THAT_SAY_NOTHING = ("util", "helper", "common", "manager", "misc")


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def shown_texts() -> Iterator[tuple[Path, str]]:
    """Every text file that is shipped, with its content."""
    kinds = (".py", ".toml", ".md", ".svg", ".tsv", ".csv", ".txt", ".json", ".qss")
    for folder in ("src", "resources"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in kinds:
                yield path, path.read_text(encoding="utf-8")


def needed_at_run_time(platform: str | None = None, python: tuple[int, int] = (3, 11)) -> set[str]:
    """The locked packages that the program pulls in, on one platform or (None) on any."""
    found: set[str] = set()
    waiting: list[dict[str, Any]] = list(LOCKED["hokatsu-desktop"]["dependencies"])
    while waiting:
        edge = waiting.pop()
        wanted = platform is None or "marker" not in edge or Marker(edge["marker"]).evaluate(facts(platform, python))
        if wanted and edge["name"] not in found:
            found.add(edge["name"])
            waiting += LOCKED[edge["name"]].get("dependencies", [])
    return found


def facts(platform: str, python: tuple[int, int]) -> dict[str, str | frozenset[str]]:
    """What a dependency's condition may ask about the machine."""
    version = f"{python[0]}.{python[1]}"
    return {
        "sys_platform": platform,
        "platform_system": SYSTEM_NAMES[platform],
        "platform_machine": {"linux": "x86_64", "win32": "AMD64", "darwin": "arm64"}[platform],
        "os_name": "nt" if platform == "win32" else "posix",
        "python_version": version,
        "python_full_version": f"{version}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def wheel_tags(package: dict[str, Any]) -> set[Tag]:
    names = (wheel["url"].rsplit("/", 1)[1] for wheel in package.get("wheels", []))
    return {tag for name in names for tag in parse_wheel_filename(name)[3]}


def stated_licence(name: str) -> str:
    """The licence a distribution states about itself, in whichever of the three places it does."""
    about = metadata.metadata(name).json
    classifiers = [line for line in about.get("classifier", []) if line.startswith("License ::")]
    stated = about.get("license_expression") or about.get("license") or " AND ".join(classifiers)
    return str(stated or LICENCE_READ_BY_HAND.get(name, ""))


# --- packages ---------------------------------------------------------------------------------------------------------


def test_lock_file_was_made_from_this_project() -> None:
    own = LOCKED["hokatsu-desktop"]
    asked = {"": PROJECT["project"]["dependencies"], **PROJECT["dependency-groups"]}
    locked = {"": own["metadata"]["requires-dist"], **own["metadata"]["requires-dev"]}
    assert LOCK["requires-python"].replace(" ", "") == PROJECT["project"]["requires-python"]
    assert own["version"] == PROJECT["project"]["version"]
    for group, lines in asked.items():
        wanted = {canonicalize_name(one.name): one.specifier for one in map(Requirement, lines)}
        assert {edge["name"]: SpecifierSet(edge["specifier"]) for edge in locked[group]} == wanted


def test_every_locked_file_has_a_hash() -> None:
    others = [package for package in LOCK["package"] if package["name"] != "hokatsu-desktop"]
    files = [
        file for package in others for file in [*package.get("wheels", []), package.get("sdist")] if file is not None
    ]
    assert len(files) > len(others)
    assert all(file["hash"].startswith("sha256:") for file in files)


@pytest.mark.parametrize("python", PYTHONS, ids=lambda version: f"3.{version[1]}")
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_needed_package_has_a_wheel_for(platform: str, python: tuple[int, int]) -> None:
    accepted = {
        *cpython_tags(python, platforms=PLATFORMS[platform]),
        *compatible_tags(python, f"cp{python[0]}{python[1]}", platforms=PLATFORMS[platform]),
    }
    needed = needed_at_run_time(platform, python)
    assert "pyside6-essentials" in needed
    assert [name for name in sorted(needed) if accepted.isdisjoint(wheel_tags(LOCKED[name]))] == []


def test_dev_py_pins_uv_with_hashes_for_every_system() -> None:
    pinned = (ROOT / "installer" / "uv-requirements.txt").read_text(encoding="utf-8")
    requirements = re.findall(r"^[^#\s].*$", pinned, re.MULTILINE)
    assert re.fullmatch(r"uv==\d+\.\d+\.\d+ \\", "".join(requirements))
    assert len(set(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", pinned))) >= len(PLATFORMS)


def test_no_needed_package_is_under_a_strong_copyleft_licence() -> None:
    needed = needed_at_run_time(sys.platform, sys.version_info[:2])
    licences = {name: stated_licence(name) for name in needed}
    assert [name for name, licence in licences.items() if not licence] == []
    # "LGPL-3.0-only OR GPL-3.0-only" is our choice to make, and we choose the first.
    bound = [name for name, text in licences.items() if all(STRONG_COPYLEFT.search(way) for way in text.split(" OR "))]
    assert bound == []


def test_third_party_list_names_exactly_the_needed_packages_and_fonts() -> None:
    listed = set(re.findall(r"^\| `([^`]+)`", (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8"), re.MULTILINE))
    fonts = {path.name for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert len(fonts) >= 3
    assert listed == needed_at_run_time() | fonts


# --- versions and documents -------------------------------------------------------------------------------------------


def test_version_is_the_same_everywhere() -> None:
    assert hokatsu_desktop.__version__ == PROJECT["project"]["version"]


def test_changelog_has_a_heading_for_what_is_being_made() -> None:
    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] in ("Unreleased", hokatsu_desktop.__version__)


def test_licence_is_the_one_the_project_states() -> None:
    assert PROJECT["project"]["license"]["text"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_readme_shows_the_commands_that_dev_py_has() -> None:
    shown = set(re.findall(r"dev\.py ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert shown == set(dev.COMMANDS)


def test_dev_py_accepts_the_pythons_the_project_does() -> None:
    accepted = SpecifierSet(PROJECT["project"]["requires-python"])
    assert [f"3.{minor}" for minor in range(20) if f"3.{minor}" in accepted] == [f"3.{v[1]}" for v in PYTHONS]
    assert (PYTHONS[0], PYTHONS[-1]) == (dev.OLDEST, dev.NEWEST)


def test_dev_py_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_ci_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec python3 dev.py test")
    assert os.access(script, os.X_OK)


# --- words and shape of the source ------------------------------------------------------------------------------------


def test_no_shipped_text_names_a_place_on_this_machine() -> None:
    assert [str(path) for path, text in shown_texts() if PLACES_OF_THIS_MACHINE.search(text)] == []


def test_no_shipped_text_promises_what_cannot_be_kept() -> None:
    assert [(str(path), word) for path, text in shown_texts() for word in WORDS_NEVER_USED if word in text] == []


def test_no_module_has_grown_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files("src", "tests")}
    assert [str(path) for path, lines in lengths.items() if lines > MOST_LINES] == []


def test_every_module_says_what_it_holds() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in python_files("src", "tests", "benchmarks")}
    assert [str(path) for path, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_no_module_name_says_nothing() -> None:
    names = [path.relative_to(ROOT / "src").as_posix() for path in python_files("src")]
    assert [name for name in names if any(word in name for word in NAMES_THAT_SAY_NOTHING)] == []


def test_text_files_are_opened_with_their_encoding() -> None:
    """Windows reads in its own code page unless told; our tests on Linux would not notice."""
    assert [place for path in python_files("src", "benchmarks") for place in openings_without_encoding(path)] == []


def openings_without_encoding(path: Path) -> list[str]:
    """The places in a module that open a file as text and leave the encoding to the system."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [f"{path}:{call.lineno}" for call in calls if opens_text(call) and not names_encoding(call)]


def opens_text(call: ast.Call) -> bool:
    """Whether it is read_text, write_text, open(...) or something.open("r"); a dialog's open() has no mode."""
    if called_name(call) in ("read_text", "write_text"):
        return True
    is_method = isinstance(call.func, ast.Attribute)
    given = [*call.args[0 if is_method else 1 :], *(word.value for word in call.keywords if word.arg == "mode")]
    modes = [mode.value for mode in given if isinstance(mode, ast.Constant) and isinstance(mode.value, str)]
    as_text = any(re.fullmatch(r"[rwaxt+]+", mode) for mode in modes)
    return called_name(call) == "open" and (as_text or not (is_method or modes))


def names_encoding(call: ast.Call) -> bool:
    before_it = {"read_text": 0, "write_text": 1}.get(called_name(call), len(call.args))
    return len(call.args) > before_it or any(word.arg == "encoding" for word in call.keywords)


def called_name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
