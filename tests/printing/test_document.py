"""The PDF as a file: the same bytes each time, its own fonts, a title and contents, nothing on disk."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hokatsu_desktop.printing.document import PROGRAM_NAME, Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.marks import Mark, draw_mark
from hokatsu_desktop.printing.text import TextStyle
from tests.printing.reading import ink, opened, text_of

STYLE = TextStyle(Face.MINCHO, 12.0)
PROGRAM = """
import hashlib
from tests.printing.samples import sample_pdf
print(hashlib.sha256(sample_pdf()).hexdigest())
"""


def one_page(text: str = "試し") -> Document:
    document = Document("見本の様式")
    document.add_page(595, 842).words(50, 50, text, STYLE)
    document.add_outline_entry("見本の様式")
    return document


def digest_in_new_process(hash_seed: str) -> str:
    root = Path(__file__).parents[2]
    environment = os.environ | {
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root))),
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=root, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def test_two_processes_with_different_hash_seeds_give_the_same_bytes() -> None:
    from tests.printing.samples import sample_pdf

    digests = {digest_in_new_process("1"), digest_in_new_process("4711")}
    assert digests == {hashlib.sha256(sample_pdf()).hexdigest()}


def test_what_was_printed_before_does_not_change_the_bytes() -> None:
    alone = one_page("葛\U000e0100城").to_bytes()
    one_page("辻\U000e0100 😀 \ue000").to_bytes()
    assert one_page("葛\U000e0100城").to_bytes() == alone


def test_every_font_is_embedded() -> None:
    pdf = one_page().to_bytes()
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor") > 0


def test_title_language_and_contents_are_set() -> None:
    pdf = one_page().to_bytes()
    with opened(pdf) as document:
        facts = document.get_metadata_dict()
        assert (facts["Title"], facts["Author"], facts["Producer"]) == ("見本の様式", PROGRAM_NAME, PROGRAM_NAME)
        assert [entry.get_title() for entry in document.get_toc()] == ["見本の様式"]
    assert b"/Lang" in pdf
    assert b"ja-JP" in pdf


def test_letters_set_apart_are_read_as_one_word() -> None:
    document = Document("題")
    document.add_page(200, 100).words(20, 50, "同意", STYLE, spread_pt=30)
    with opened(document.to_bytes()) as pdf:
        assert pdf[0].get_textpage().get_text_bounded().strip() == "同意"


def test_a_document_without_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="one page"):
        Document("空").to_bytes()


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one_page().to_bytes()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mark", Mark)
def test_a_mark_is_seen_as_a_shape_and_read_as_words(mark: Mark) -> None:
    document = Document("印")
    page = document.add_page(200, 100)
    draw_mark(page, mark, 20, 50, 12)
    page.words(40, 50, "項目", STYLE)
    pdf = document.to_bytes()
    assert text_of(pdf) == "".join(mark.value.split()) + "項目"
    assert document.missing == []
    assert ink(pdf) != ink(one_mark_less())


def one_mark_less() -> bytes:
    document = Document("印")
    document.add_page(200, 100).words(40, 50, "項目", STYLE)
    return document.to_bytes()


def test_a_tick_looks_different_from_an_empty_square() -> None:
    pictures = set()
    for mark in (Mark.TICKED, Mark.UNTICKED, Mark.MOST, Mark.ALSO):
        document = Document("印")
        draw_mark(document.add_page(100, 100), mark, 20, 50, 12)
        pictures.add(ink(document.to_bytes()))
    assert len(pictures) == 4
