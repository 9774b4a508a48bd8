"""How the modules lean on each other: no circle, also through late imports, and late imports only where they are named.

The layers between the folders are import-linter's (pyproject.toml); it sees no circle that runs through folders of `ui`.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROGRAM = "hokatsu_desktop"
SOURCE = Path(__file__).resolve().parents[1] / "src"

LATE_LIBRARIES = {
    "PIL": "only pictures need it",
    "ctypes": "only Windows is asked",
    "docx": "only Word files need it",
    "keyring": "asks the system's services when loaded",
    "pypdf": "only papers of others need it",
    "resource": "Windows has none",
    "xlsxwriter": "only Excel files need it",
}
"""Libraries that take long to load or are not asked on every system; whoever needs one may import it when it does."""

LATE_FOLDERS = {
    "exchange": "brings the writers of office files",
    "printing": "brings ReportLab: the first paper waits for it, not the window",
}
"""Parts of the program that screens load with the first paper."""

LATE_MODULES = {
    "__main__": "help and version need no part of the program",
    "bootstrap": "a command needs few parts, the lock screen others",
    "cli": "a command needs few parts, the lock screen others",
    "ui.start": "the lock screen is painted before the store's libraries are loaded",
    "ui.handover.receive_work": "asked from the lock screen",
    "ui.loss.dialog": "asked from the lock screen",
    "ui.loss.page": "asked from the lock screen",
    "ui.main_window": "windows that few days need",
    "ui.window_sections": "a section is loaded when it is first opened",
    "ui.cases.attachments_page": "windows that few days need",
    "ui.guides": "F1 is asked now and then",
    "ui.handover.card": "windows that few days need",
    "ui.handover.parcel_card": "windows that few days need",
    "ui.print_desk": "the preview comes with the first paper",
    "ui.print_window.gathering": "the preview comes with the first paper",
    "ui.settings.backup_card": "windows that few days need",
    "ui.settings.inspection_card": "windows that few days need",
}
"""Modules, or folders of them, that import when called, so that start and unlocking need not wait."""


@dataclass(frozen=True)
class Import:
    """One import as it stands: by whom, what, and in which function."""

    by: str
    of: str
    line: int
    inside: str  # "" at the top

    def __str__(self) -> str:
        return f"{self.by}:{self.line} {self.inside} imports {self.of}"


def modules(source: Path = SOURCE) -> dict[str, Path]:
    """Every module of the program by its dotted name."""
    found = {".".join(path.relative_to(source).with_suffix("").parts): path for path in source.rglob("*.py")}
    return {name.removesuffix(".__init__"): path for name, path in found.items()}


def imports_in(name: str, tree: ast.AST, inside: str = "") -> Iterator[Import]:
    """All imports of a module, also those in functions and those only for types."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.ImportFrom(module=str(of), level=0):
                for one in node.names:
                    yield Import(name, f"{of}.{one.name}", node.lineno, inside)
            case ast.ImportFrom():
                raise AssertionError(f"{name}:{node.lineno} imports from a dot")
            case ast.Import():
                for one in node.names:
                    yield Import(name, one.name, node.lineno, inside)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from imports_in(name, node, node.name)
            case _:
                yield from imports_in(name, node, inside)


def all_imports() -> list[Import]:
    paths = modules()
    return [
        one for name, path in paths.items() for one in imports_in(name, ast.parse(path.read_text(encoding="utf-8")))
    ]


def circle(names: Iterable[str], imports: Iterable[Import]) -> list[str]:
    """The modules of a circle, in its order; empty when there is none."""
    graph: dict[str, set[str]] = {name: set() for name in names}
    for one in imports:
        of = one.of if one.of in graph else one.of.rpartition(".")[0]
        if of in graph and of != one.by:
            graph[one.by].add(of)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def in_folder(name: str, folders: Mapping[str, str]) -> bool:
    """Whether a dotted name is one of these, or lies below one."""
    return any(name == folder or name.startswith(f"{folder}.") for folder in folders)


def short(name: str) -> str:
    """A name as this page writes it: without that of the program."""
    return name.removeprefix(f"{PROGRAM}.")


def may_be_late(one: Import) -> bool:
    """Whether an import inside a function is one of those that this page names."""
    if in_folder(one.of, LATE_LIBRARIES) or in_folder(short(one.by), LATE_MODULES):
        return True
    return one.by.startswith(f"{PROGRAM}.ui.") and in_folder(short(one.of), LATE_FOLDERS)


def test_no_module_leads_back_to_itself() -> None:
    assert circle(modules(), all_imports()) == []


def test_imports_stand_at_the_top_but_for_the_named_ones() -> None:
    assert [str(one) for one in all_imports() if one.inside and not may_be_late(one)] == []


@pytest.mark.parametrize("name", LATE_MODULES)
def test_a_module_that_is_named_here_still_imports_late(name: str) -> None:
    late = [one for one in all_imports() if one.inside and not in_folder(one.of, LATE_LIBRARIES)]
    assert any(in_folder(short(one.by), {name: ""}) for one in late)


def test_a_late_import_that_closes_a_circle_is_found() -> None:
    upper = ast.parse("from town.rows import read\n")
    lower = ast.parse("def read():\n    if True:\n        from town.sheets import open_sheet\n")
    found = [*imports_in("town.sheets", upper), *imports_in("town.rows", lower)]
    assert [(one.by, one.of, one.inside) for one in found] == [
        ("town.sheets", "town.rows.read", ""),
        ("town.rows", "town.sheets.open_sheet", "read"),
    ]
    assert set(circle(["town.sheets", "town.rows"], found)) == {"town.sheets", "town.rows"}
    assert circle(["town.sheets", "town.rows"], found[:1]) == []
    assert [one.line for one in found if one.inside and not may_be_late(one)] == [3]
