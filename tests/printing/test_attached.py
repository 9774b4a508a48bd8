"""Papers of others behind a sheet: PDF pages and pictures within our frame, and files that cannot be read."""

import random
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.foreign_pages import pages_in, picture_of
from hokatsu_desktop.printing.locked import lock_pdf
from hokatsu_desktop.printing.papers import print_packet, print_papers
from hokatsu_desktop.printing.surface import mm
from hokatsu_desktop.printing.text import TextStyle
from hokatsu_desktop.services.attachments import AttachedFile, left_out
from hokatsu_desktop.services.papers import Imprint, Packet, Paper, Seat
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.load import load_sheet
from tests.printing.reading import opened, page_texts

IMPRINT = Imprint("みどり町", "福祉課", False, datetime(2026, 11, 23, 10, 32), "井上", "4821-0937-5526")  # noqa: DTZ001
WORDS = TextStyle(Face.MINCHO, 11.0, 18.0)
PDF = "application/pdf"


def foreign_pdf(*words: str, landscape: bool = False) -> bytes:
    """Another agency's PDF with these words, one page each."""
    document = Document("よその紙")
    for one in words:
        size = (mm(297), mm(210)) if landscape else (mm(210), mm(297))
        document.add_page(*size).words(mm(30), mm(60), one, WORDS)
    return document.to_bytes()


def picture(kind: str, size: tuple[int, int] = (40, 20), **more: Any) -> bytes:
    """A black picture."""
    made = BytesIO()
    Image.new("RGB", size, "black").save(made, kind, **more)
    return made.getvalue()


def printed(*files: AttachedFile) -> bytes:
    """A sheet with attachments."""
    paper = Paper(load_sheet("tsunagi_takashima_b"), {"tried": "訪問した。"}, "R8-001　架空世帯", attached=files)
    return print_papers([paper], IMPRINT, title="ためし").pdf


def test_pages_of_a_pdf_stand_behind_the_sheet_within_our_frame() -> None:
    pdf = printed(AttachedFile("支援記録", PDF, 2, foreign_pdf("よその一枚目", "よその二枚目"), "保健センター"))
    pages = page_texts(pdf)
    assert "別紙のとおり（2枚）" in "".join(pages[:-2])
    for page, words in zip(pages[-2:], ("よその一枚目", "よその二枚目"), strict=True):
        assert words in page
        assert "別紙1支援記録" in page
        assert "保健センターから" in page
        assert "取扱注意" in page
        assert "4821-0937-5526" in page
    assert "2／2" in pages[-1]


def test_the_same_paper_gives_the_same_bytes() -> None:
    file = AttachedFile("支援記録", PDF, 1, foreign_pdf("よその紙"))
    assert printed(file) == printed(file)


def test_a_picture_in_many_copies_stands_in_the_file_once() -> None:
    noise = Image.frombytes("RGB", (300, 200), random.Random(1).randbytes(300 * 200 * 3))
    scan = BytesIO()
    noise.save(scan, "PDF")
    papers = [AttachedFile("記録", PDF, 1, scan.getvalue()), AttachedFile("写真", "image/png", 1, picture("PNG"))]
    paper = Paper(load_sheet("tsunagi_takashima_b"), {}, "R8-001　架空世帯", attached=tuple(papers))
    packet = Packet("会議", "R8-1", "", (paper,), tuple(Seat("機関", f"見本{number}") for number in range(6)))
    once = len(print_papers([paper], IMPRINT, title="ためし").pdf)
    assert len(print_packet(packet, IMPRINT).pdf) < once + 5 * 20_000  # the scan alone has more


def test_title_and_contents_of_the_document_stay() -> None:
    reader = PdfReader(BytesIO(printed(AttachedFile("支援記録", PDF, 1, foreign_pdf("よその紙")))))
    assert reader.metadata is not None
    assert reader.metadata.title == "ためし"
    named = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert named[-1] == "別紙1　支援記録"
    assert str(reader.root_object["/Lang"]) == "ja-JP"


def test_a_wide_page_gets_a_wide_paper_and_is_not_cut() -> None:
    with opened(printed(AttachedFile("図", PDF, 1, foreign_pdf("よこ長の紙", landscape=True)))) as document:
        last = document[len(document) - 1]
        assert last.get_width() > last.get_height()
        assert "よこ長の紙" in last.get_textpage().get_text_bounded()


def test_a_turned_page_is_laid_upright() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(foreign_pdf("ねた紙", landscape=True))))
    writer.pages[0].rotate(90)
    made = BytesIO()
    writer.write(made)
    with opened(printed(AttachedFile("図", PDF, 1, made.getvalue()))) as document:
        last = document[len(document) - 1]
        assert last.get_height() > last.get_width()
        words = last.get_textpage()
        left, bottom, right, top = words.get_charbox(words.get_text_range().replace("\r\n", "\n").find("ね"))
        assert 0 < left < right < last.get_width()
        assert 0 < bottom < top < last.get_height()


def test_what_was_typed_into_a_form_is_printed() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(foreign_pdf("申込書"))))
    look = DecodedStreamObject()
    look.set_data(b"0 0 0 rg 0 0 100 20 re f")
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(value) for value in (0, 0, 100, 20)]),
        }
    )
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject([FloatObject(value) for value in (100, 300, 200, 320)]),
            NameObject("/F"): NumberObject(4),
            NameObject("/T"): TextStringObject("name"),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    made = BytesIO()
    writer.write(made)
    with opened(printed(AttachedFile("申込書", PDF, 1, made.getvalue()))) as document:
        last = document[len(document) - 1]
        bitmap = last.render(scale=1.0, grayscale=True)
        dark = sum(value < 64 for value in bytes(bitmap.buffer))
    assert dark > 1000  # the field is 100 by 20 points, black
    assert "/Annots" not in PdfReader(BytesIO(printed(AttachedFile("申込書", PDF, 1, made.getvalue())))).pages[-1]


def test_a_photograph_is_turned_upright_and_loses_place_and_time() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010F] = "CAMERA OF SOMEBODY"
    upright = picture_of(picture("JPEG", exif=exif))
    with Image.open(BytesIO(upright)) as seen:
        assert seen.size == (20, 40)
    assert b"CAMERA" not in upright
    pdf = printed(AttachedFile("写真", "image/jpeg", 1, picture("JPEG", exif=exif)))
    assert "別紙1写真" in page_texts(pdf)[-1]
    with opened(pdf) as document:
        bitmap = document[len(document) - 1].render(scale=0.5, grayscale=True)
        assert sum(value < 64 for value in bytes(bitmap.buffer)) > 10_000


def test_a_huge_photograph_becomes_no_larger_than_paper_shows() -> None:
    with Image.open(BytesIO(picture_of(picture("PNG", (5000, 3000))))) as seen:
        assert max(seen.size) <= 3508


def test_left_out_attachments_are_said_and_not_printed() -> None:
    file = AttachedFile("佐藤さんの記録", PDF, 2, foreign_pdf("よその一枚目", "よその二枚目"), "保健センター")
    words = "".join(page_texts(printed(*left_out([file]))))
    assert "別紙（2枚）は" in words
    assert "佐藤" not in words
    assert "よその" not in words


def test_pages_are_counted() -> None:
    assert pages_in(foreign_pdf("一", "二", "三"), PDF) == 3
    assert pages_in(picture("PNG"), "image/png") == 1


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        (foreign_pdf("一")[:400], PDF, "壊れている"),
        (b"%PDF-1.7\nnothing of the kind", PDF, "壊れている"),
        (lock_pdf(foreign_pdf("一"), "Secret-1234"), PDF, "パスワード"),
        (picture("JPEG")[:200], "image/jpeg", "壊れている"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "壊れている"),
    ],
)
def test_what_cannot_be_read_is_refused_with_words(content: bytes, media_type: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        pages_in(content, media_type)
    assert words in refused.value.words
