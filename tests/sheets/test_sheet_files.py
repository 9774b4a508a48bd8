"""Loading definitions: editions come back as they were, and a mistake is named with its place."""

import copy
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.sheets import lists, reading
from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet
from hokatsu_desktop.sheets.grid import COLUMNS, visual_rows
from hokatsu_desktop.sheets.load import all_sheets, load_sheet, sheet_from_dict, sheet_to_dict
from hokatsu_desktop.sheets.reading import DefinitionError


def an_edition() -> dict[str, Any]:
    return {
        "key": "small",
        "title": "小さな様式",
        "short_title": "小",
        "subject": "case",
        "section": [
            {
                "key": "only",
                "title": "",
                "blank": [
                    {"key": "sex", "label": "性別", "kind": "choice", "list": "sex"},
                    {
                        "key": "roles",
                        "label": "役割",
                        "kind": "rows",
                        "column": [
                            {"key": "who", "label": "だれが", "width": 6},
                            {"key": "due", "label": "いつまで", "kind": "date", "width": 6},
                        ],
                    },
                ],
            }
        ],
    }


def changed(edition: dict[str, Any], *path: str | int, to: object) -> dict[str, Any]:
    """The edition with one field changed, or taken out when `to` is Ellipsis."""
    found: Any = copy.deepcopy(edition)
    place = found
    for step in path[:-1]:
        place = place[step]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    assert isinstance(found, dict)
    return found


SEX = ("section", 0, "blank", 0)
ROLES = ("section", 0, "blank", 1)


@pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.key)
def test_an_edition_comes_back_from_the_database_as_it_was(sheet: Sheet) -> None:
    assert sheet_from_dict(json.loads(json.dumps(sheet_to_dict(sheet)))) == sheet


def test_a_small_edition_takes_the_defaults() -> None:
    sheet = sheet_from_dict(an_edition())
    assert sheet.blank("sex").width == COLUMNS
    assert sheet.blank("roles").columns[1].kind is Kind.DATE
    with pytest.raises(KeyError):
        sheet.blank("no_such_blank")


def test_an_edition_writes_down_every_field_so_that_later_defaults_do_not_change_it() -> None:
    written = sheet_to_dict(sheet_from_dict(an_edition()))
    assert written["paper"] == "portrait"
    section: Any = written["section"]
    assert section[0]["new_page"] is False
    assert section[0]["blank"][1]["column"][0]["kind"] == "text"


@pytest.mark.parametrize(
    ("path", "to", "words"),
    [
        (("title",), ..., r"edition\.title: missing"),
        (("titel",), "様式", "edition: unknown field titel"),
        (("title",), 3, r"edition\.title: 3 is not str"),
        (("subject",), "town", r"edition\.subject: 'town' is none of referral, case"),
        (("subject",), 3, r"edition\.subject: 3 is none of"),
        (("stamps",), "課長", r"edition\.stamps: '課長' is not"),
        (("stamps",), ["課長"] * 7, "stamps: more than 6"),
        (("paper",), "A3", "neither portrait nor landscape"),
        (("section",), "only", r"edition\.section: must be an array of tables"),
        (("key",), "Small", "key 'Small' is not lower-case ASCII"),
        ((*SEX, "key"), "a__b", "key 'a__b' is not lower-case ASCII"),
        ((*SEX, "key"), "roles", "key 'roles' is used twice"),
        ((*SEX, "kind"), "tick", r"edition\.section\[only\]\.blank\[sex\]\.kind: 'tick' is none of"),
        ((*SEX, "list"), "no_such_list", r"lists/no_such_list\.toml: no such file"),
        ((*SEX, "list"), "", "blank sex: a list belongs to choice"),
        ((*SEX, "kind"), "text", "blank sex: a list belongs to choice"),
        ((*SEX, "width"), 13, "blank sex: width 13 is not within 1 to 12"),
        ((*SEX, "width"), True, r"width: True is not int"),
        ((*ROLES, "column"), ..., "blank roles: columns belong to rows and people"),
        ((*ROLES, "column", 0, "width"), 5, "blank roles: the columns are not 12 wide together"),
        ((*ROLES, "column", 0, "key"), "due", "blank roles: column key 'due' is wrong or used twice"),
        ((*ROLES, "column", 0, "kind"), "rows", "blank roles: column who: kind rows cannot stand in a table"),
        ((*ROLES, "column", 0, "kind"), "choice", "blank roles: column who: a list belongs to choice"),
    ],
)
def test_a_mistake_in_an_edition_is_named_with_its_place(path: tuple[str | int, ...], to: object, words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        sheet_from_dict(changed(an_edition(), *path, to=to))


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for the shipped files; no list of it is remembered."""
    monkeypatch.setattr(reading, "resource", tmp_path.joinpath)
    for folder in ("lists", "sheets"):
        (tmp_path / folder).mkdir()
    return tmp_path


def load_list_afresh(key: str) -> lists.ChoiceList:
    return lists.load_list.__wrapped__(key)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("key = ", r"lists/town\.toml: Invalid value"),
        ('key = "town"\nlabel = "町"', r"lists/town\.toml\.value: missing"),
        ('key = "city"\nlabel = "町"\n[[value]]\nkey = "a"\nlabel = "甲"', "'city' is not the name of the file"),
        ('key = "town"\n[[value]]\nkey = "a"\nlabel = "甲"', r"lists/town\.toml\.label: missing"),
        ('key = "town"\nlabel = "町"\n[[value]]\nkey = "甲"\nlabel = "甲"', r"value\.key: 甲"),
        ('key = "town"\nlabel = "町"\n' + '[[value]]\nkey = "a"\nlabel = "甲"\n' * 2, r"value\.key: a"),
        (
            'key = "town"\nlabel = "町"\nseveral = true\n'
            + "".join(f'[[value]]\nkey = "{key}"\nlabel = "甲"\nfree_text = true\n' for key in "ab"),
            "only one value may",
        ),
        ('key = "town"\nlabel = "町"\n[[value]]\nkey = "a"', r"lists/town\.toml\.value\[a\]\.label: missing"),
    ],
)
def test_a_mistake_in_a_list_is_named_with_its_file_and_field(shipped: Path, text: str, words: str) -> None:
    (shipped / "lists" / "town.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=words):
        load_list_afresh("town")


def test_a_sheet_must_be_named_after_its_file(shipped: Path) -> None:
    small = 'key = "small"\ntitle = "小"\nshort_title = "小"\nsubject = "case"\n'
    (shipped / "sheets" / "large.toml").write_text(small, encoding="utf-8")
    with pytest.raises(DefinitionError, match="'small' is not the name of the file"):
        load_sheet.__wrapped__("large")


def test_a_missing_sheet_is_named() -> None:
    with pytest.raises(DefinitionError, match=r"sheets/no_such_sheet\.toml: no such file"):
        load_sheet("no_such_sheet")


def test_a_retired_value_is_no_longer_offered_but_still_has_its_label(shipped: Path) -> None:
    (shipped / "lists" / "town.toml").write_text(
        'key = "town"\nlabel = "町"\n[[value]]\nkey = "old"\nlabel = "旧町"\nretired = true\n'
        '[[value]]\nkey = "new"\nlabel = "新町"\n',
        encoding="utf-8",
    )
    found = load_list_afresh("town")
    assert [value.key for value in found.offered] == ["new"]
    assert found.label_of("old") == "旧町"


def test_labels_of_values() -> None:
    assert lists.label_of("sex", "female") == "女性"
    assert lists.label_of("sex", "") == ""
    assert lists.label_of("sex", "from_a_newer_version") == "from_a_newer_version"


@given(st.lists(st.integers(min_value=1, max_value=COLUMNS)))
def test_rows_on_the_grid_keep_the_order_and_never_overflow(widths: list[int]) -> None:
    blanks = [Blank(key=f"b{i}", label="", kind=Kind.TEXT, width=width) for i, width in enumerate(widths)]
    rows = visual_rows(blanks)
    assert [blank for row in rows for blank in row] == blanks
    assert all(sum(blank.width for blank in row) <= COLUMNS for row in rows)
    for above, below in pairwise(rows):
        assert sum(blank.width for blank in above) + below[0].width > COLUMNS
