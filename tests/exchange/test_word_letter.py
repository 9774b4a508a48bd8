"""A letter in Word: paragraphs in their places, tables only for what is one."""

from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from hokatsu_desktop.exchange.word import write_word
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.load import load_sheet
from tests.every_sheet.promised import IMPRINT
from tests.printing.test_letter import INVITATION, WRITTEN, with_every_kind


def written(paper: Paper) -> docx.document.Document:
    return docx.Document(BytesIO(write_word([paper], IMPRINT, title="試験")))


def lines(paper: Paper) -> list[tuple[str, object]]:
    """What each paragraph that says something says, and where it stands."""
    return [(one.text, one.alignment) for one in written(paper).paragraphs if one.text.strip()]


def test_the_parts_stand_where_they_stand_on_paper() -> None:
    right, centre = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
    said = lines(Paper(INVITATION, WRITTEN))
    assert [one for one in said if one[1] == right] == [
        ("みど福第12　号", right),
        ("令和8年11月20日", right),
        ("みどり町長", right),
        ("以上", right),
        ("問合せ先　　　　　　　　　", right),
    ]
    words = [text for text, _ in said]
    assert words.index("みどり町長") < words.index(INVITATION.title) < words.index("記")
    assert ("記", centre) in said
    assert "１　会議\t令和8年度 第2回 定例会議" in words
    assert words.count(INVITATION.title) == 1
    assert written(Paper(INVITATION, WRITTEN)).tables == []


def test_an_empty_pledge_has_the_law_in_a_table_and_room_for_a_name() -> None:
    rows = [{"name": "第106条の6第5項", "summary": "秘密を守ります。"}]
    paper = Paper(
        load_sheet("pledge"), {"articles": rows, "mayor": "みどり町長", "meeting_name": "だれかの会議"}, blank=True
    )
    law = written(paper).tables[0]
    assert [cell.text for cell in law.rows[1].cells] == ["第106条の6第5項", "秘密を守ります。"]
    assert len(law.rows) == 2
    assert ("みどり町長　様", WD_ALIGN_PARAGRAPH.LEFT) in lines(paper)
    assert "だれかの会議" not in "".join(cell.text for table in written(paper).tables for cell in table._cells)


def test_what_cannot_stand_on_a_line_is_a_table() -> None:
    sheet, answers = with_every_kind(INVITATION)
    document = written(Paper(sheet, answers))
    cells = "".join(cell.text for table in document.tables for cell in table._cells)
    said = "".join(one.text for one in document.paragraphs)
    for section in sheet.sections:
        assert f"表の中{section.key}" in cells
        assert f"選ぶ{section.key}" in cells
        assert f"書いた{section.key}" in said
