"""Every kind of file that the print window offers is written from real papers, and says nobody's name outside of them."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.print_window.file_kinds import CSV, EXCEL, WORD, file_kinds
from hokatsu_desktop.ui.print_window.job import PDF, FileKind, Made, Output, PrintJob
from hokatsu_desktop.ui.print_window.notices import notices_about
from tests.ui.hands import show

IMPRINT = Imprint("みどり町", "福祉課", False, datetime(2026, 11, 23, 1, 32, tzinfo=UTC), "井上", "4821-0937-5526")
KINDS = file_kinds("つむぎあいシート B票")


def made(**answers: str) -> Made:
    paper = Paper(load_sheet("tsunagi_takashima_b"), dict(answers), "R8-001　架空世帯")
    printed = print_papers([paper], IMPRINT, title="ためし")
    return Made(printed, (paper,), IMPRINT, notices_about(printed, [paper]))


def kind(to: str, *, locked: bool = False) -> FileKind:
    return next(one for one in KINDS if one.to == to and one.asks_password == locked)


def zipped_text(content: bytes, part: str) -> str:
    with ZipFile(BytesIO(content)) as package:
        return "".join(
            package.read(name).decode() for name in package.namelist() if part in name and name.endswith(".xml")
        )


def test_excel_word_and_csv_hold_what_was_written() -> None:
    paper = made(tried="手紙を置いた。")
    assert "手紙を置いた。" in zipped_text(kind(EXCEL).write(paper, ""), "xl/")
    assert "手紙を置いた。" in zipped_text(kind(WORD).write(paper, ""), "word/document")
    assert "手紙を置いた。" in kind(CSV).write(paper, "").decode("utf-8-sig")


def test_the_properties_of_a_file_name_nobody() -> None:
    paper = made(tried="手紙を置いた。")
    for to in (EXCEL, WORD):
        words = zipped_text(kind(to).write(paper, ""), "docProps/")
        assert "つむぎあいシート" in words
        assert "架空" not in words
        assert "井上" not in words


def test_a_locked_pdf_opens_with_its_password_only() -> None:
    content = kind(PDF, locked=True).write(made(), "Midori-2026")
    reader = PdfReader(BytesIO(content))
    assert reader.is_encrypted
    assert not reader.decrypt("wrong-word-1")
    assert reader.decrypt("Midori-2026")
    with pytest.raises(Refusal):
        kind(PDF, locked=True).write(made(), "みじかい")


def test_the_window_writes_each_kind_and_leaves_its_line(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[Output] = []
    window = Preview(PrintJob("B票", made(), "B票", lambda _made, output: told.append(output), kinds=KINDS))
    show(qtbot, window, 1240, 680)
    for one in KINDS:
        path = tmp_path / f"{one.to}.{one.suffix}"
        window.write(one, path, "Midori-2026")
        assert path.stat().st_size > 30
        assert window.message.words() == one.done
    assert [output.to for output in told] == [EXCEL, WORD, CSV, PDF]
    window.reject()


def test_a_character_no_font_has_is_named_with_its_blank() -> None:
    (missing, *_more) = made(tried="葛\U000e0150の家", person_name="仮名").notices
    assert missing.is_warning
    assert any("U+845B" in line and "B票の「" in line for line in missing.lines)
