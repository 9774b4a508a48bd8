"""A letter on paper: its parts in their order, the title below the sender, room where nothing was written."""

from dataclasses import replace
from itertools import pairwise

import pytest

from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Sheet
from hokatsu_desktop.sheets.load import all_sheets, load_sheet
from tests.every_sheet.promised import IMPRINT
from tests.printing.reading import character_boxes, page_texts, squeezed

INVITATION = load_sheet("invitation")
WRITTEN: Answers = {
    "document_number": "みど福第12",
    "sent_on": "2026-11-20",
    "addressee": "民生児童委員協議会",
    "sender": "みどり町長",
    "meeting_name": "令和8年度 第2回 定例会議",
    "when": "令和8年11月26日（木）",
    "place": "役場2階",
    "reply_by": "2026-11-24",
}


def pages(sheet: Sheet, answers: Answers, *, blank: bool = False) -> list[str]:
    return page_texts(print_papers([Paper(sheet, answers, blank=blank)], IMPRINT, title=sheet.title).pdf)


def left_of(sheet: Sheet, answers: Answers, words: str) -> float:
    """Where words begin on the first page, in points from the left edge."""
    boxes = character_boxes(print_papers([Paper(sheet, answers)], IMPRINT, title=sheet.title).pdf, 0)
    line = "".join(character for character, _ in boxes)
    return boxes[line.index(words)][1].left


def test_the_parts_of_a_letter_come_in_their_order() -> None:
    (text,) = pages(INVITATION, WRITTEN)
    parts = [
        "みど福第12号",
        "令和8年11月20日",
        "民生児童委員協議会様",
        "みどり町長",
        INVITATION.title,
        "次のとおり会議を開きます",
        "記",
        "１会議令和8年度",
        "２日時",
        "令和8年11月24日まで",
        "以上",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.count(INVITATION.title) == 1


def test_the_addressee_stands_left_and_the_sender_right() -> None:
    addressee = left_of(INVITATION, WRITTEN, "民生児童委員協議会")
    assert left_of(INVITATION, WRITTEN, "みどり町長") > addressee + 250
    assert left_of(INVITATION, WRITTEN, "みど福第12") > addressee + 250


def test_what_is_not_written_leaves_room_for_it() -> None:
    (text,) = pages(INVITATION, {})
    assert "宛先様" in text
    assert "文書番号号" in text
    assert "令和年月日まで" in text


def test_a_letter_of_two_pages_names_itself_on_the_second() -> None:
    first, second = pages(INVITATION, {**WRITTEN, "aims": "役割を決める。" * 150})[:2]
    assert f"{INVITATION.title}（続き）" in second
    assert f"{INVITATION.title}（続き）" not in first


@pytest.mark.parametrize("sheet", [one for one in all_sheets() if one.is_letter], ids=lambda sheet: sheet.key)
def test_every_letter_has_a_body_for_its_title_to_stand_above(sheet: Sheet) -> None:
    assert "body" in {section.letter for section in sheet.sections}
    text = pages(sheet, {}, blank=True)[0].replace(squeezed(sheet.note), "")
    assert text.count(squeezed(sheet.title)) == 1


def test_a_copy_that_is_still_out_has_an_empty_square_and_one_that_came_back_a_tick() -> None:
    sheet = load_sheet("collection")
    rows = [{"number": "資料1-01", "returned": returned} for returned in ("yes", "no")]
    ticked, both, none = (
        print_papers([Paper(sheet, {"copies": chosen})], IMPRINT, title="試験").pdf
        for chosen in ([rows[0], rows[0]], rows, [rows[1], rows[1]])
    )
    assert len({ticked, both, none}) == 3
    assert "はい" not in page_texts(both)[0]


def test_a_row_to_sign_in_is_as_high_as_the_sheet_asks() -> None:
    sheet = load_sheet("attendance")
    people: Answers = {"attendances": [{"agency_name": f"機関{number}"} for number in range(8)]}
    boxes = character_boxes(print_papers([Paper(sheet, people)], IMPRINT, title="試験").pdf, 0)
    tops = [box.top for character, box in boxes if character == "機"]
    heights = [later - earlier for earlier, later in pairwise(tops)]
    assert min(heights[-6:]) > 35


def with_every_kind(sheet: Sheet) -> tuple[Sheet, Answers]:
    """The letter after an office has put a blank of each kind into each of its parts, and answers to them."""
    sections, answers = [], dict(WRITTEN)
    for section in sheet.sections:
        own = [
            Blank(key=f"{section.key}_text", label=f"一行{section.key}", kind=Kind.TEXT),
            Blank(key=f"{section.key}_sex", label=f"選ぶ{section.key}", kind=Kind.CHOICE, list="sex"),
            Blank(key=f"{section.key}_yes", label=f"はいか{section.key}", kind=Kind.YES_NO),
            Blank(
                key=f"{section.key}_rows",
                label=f"表{section.key}",
                kind=Kind.ROWS,
                columns=(Column(key="what", label="なに", width=12),),
            ),
        ]
        answers |= {
            f"{section.key}_text": f"書いた{section.key}",
            f"{section.key}_sex": "female",
            f"{section.key}_yes": "yes",
            f"{section.key}_rows": [{"what": f"表の中{section.key}"}],
        }
        sections.append(replace(section, blanks=(*section.blanks, *own)))
    return replace(sheet, sections=tuple(sections)), answers


def test_nothing_an_office_adds_to_a_letter_is_lost() -> None:
    sheet, answers = with_every_kind(INVITATION)
    text = "".join(pages(sheet, answers))
    for section in sheet.sections:
        for words in ("選ぶ", "はいか", "書いた", "表", "表の中"):
            assert f"{words}{section.key}" in text
    assert text.count("女性") == len(sheet.sections)
