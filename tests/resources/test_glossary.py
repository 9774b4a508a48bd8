"""The glossary names every stored thing, list and sheet, and what it names is really there."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import hokatsu_desktop.models
from hokatsu_desktop.assets import resource
from hokatsu_desktop.sheets.lists import all_lists
from hokatsu_desktop.sheets.load import SHEET_KEYS

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
HEAD = ["日本語", "読み", "コードでの名前", "意味", "場所"]


@dataclass(frozen=True)
class Term:
    japanese: str
    reading: str
    names: tuple[str, ...]
    meaning: str
    place: str

    @property
    def source(self) -> Path:
        """The module or shipped file the term lives in."""
        if "/" in self.place:
            return resource(*self.place.split("/"))
        return (ROOT / "src" / "hokatsu_desktop").joinpath(*self.place.split(".")).with_suffix(".py")


def read_terms() -> list[Term]:
    terms = []
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells != HEAD and not set(line) <= set("|-"):
            japanese, reading, names, meaning, place = cells
            terms.append(Term(japanese, reading, tuple(re.findall("`([^`]+)`", names)), meaning, place.strip("`")))
    return terms


TERMS = read_terms()
NAMES = {part for term in TERMS for name in term.names for part in name.split(".")}


def test_every_stored_thing_is_explained() -> None:
    assert set(hokatsu_desktop.models.__all__) - NAMES == set()


def test_every_list_and_every_sheet_is_explained() -> None:
    assert {found.key for found in all_lists()} - NAMES == set()
    assert set(SHEET_KEYS) - NAMES == set()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.names[0])
def test_a_term_is_in_the_place_it_names(term: Term) -> None:
    words = set(re.findall(r"\w+", term.source.read_text(encoding="utf-8")))
    assert {part for name in term.names for part in name.split(".")} <= words


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.names[0])
def test_a_term_has_a_reading_and_is_explained_in_plain_sentences(term: Term) -> None:
    assert re.fullmatch("[ぁ-んー・ ]+", term.reading)
    assert re.search("(です|ます|ません)。$", term.meaning)


def test_list_labels_are_the_ones_on_the_form() -> None:
    labels = {name: term.japanese for term in TERMS if term.place.startswith("lists/") for name in term.names}
    assert labels == {found.key: found.label for found in all_lists()}


def test_no_word_is_explained_twice() -> None:
    words = [term.japanese for term in TERMS if not term.place.startswith("lists/")]
    assert len(words) == len(set(words))
