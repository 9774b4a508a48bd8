"""Files of editions and the office's picture, from the screen."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QScrollArea

from hokatsu_desktop.services.edition_archive import sheet_for_use
from hokatsu_desktop.services.editions import go_back_to_standard, keep_draft, make_edition, own_editions
from hokatsu_desktop.services.editions_file import LARGEST, import_editions, read_editions, write_editions
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.logo import LARGEST as LARGEST_LOGO
from hokatsu_desktop.services.logo import keep_logo, office_logo
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.replay import rows_unlike_log
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.forms.editions_dialog import EditionsDialog
from hokatsu_desktop.ui.forms.editor import Editor
from hokatsu_desktop.ui.forms.head_card import HAS_LOGO, NO_LOGO, HeadCard
from hokatsu_desktop.ui.forms.logo_picture import MOST_DOTS, logo_of
from hokatsu_desktop.ui.forms.section import FormsSection
from tests.printing.logos import png

PLAN = "support_plan"


def rename(desk: Desk, key: str, title: str) -> None:
    desk.act(lambda session: make_edition(session, replace(sheet_for_use(session, key), title=title), "町の名前です。"))


def file_of(desk: Desk) -> bytes:
    with desk.reading() as session:
        return write_editions(session)


def own(desk: Desk) -> frozenset[str]:
    with desk.reading() as session:
        return own_editions(session)


def test_a_file_is_written_and_taken_again(
    section: FormsSection, desk: Desk, said: list[str], tmp_path: Path, idle: Callable[[], None]
) -> None:
    rename(desk, PLAN, "みどりプラン")
    rename(desk, "agenda", "みどりの次第")
    path = tmp_path / "様式.youshiki.json"
    section.files.write(path, file_of(desk))
    assert "ケースの記録は入りません" in said[-1]
    desk.act(undo)
    desk.act(undo)
    assert own(desk) == frozenset()
    dialog = section.files.read(path)
    assert dialog is not None
    assert {key: tick.text() for key, tick in dialog.ticks.items()} == {
        "agenda": "みどりの次第",
        PLAN: "みどりプラン",
    }
    dialog.ticks["agenda"].click()
    dialog.take.click()
    idle()
    assert own(desk) == {PLAN}
    assert "「みどりプラン」を取り込みました" in said[-1]
    assert "よその町から取り込んだ様式（第2版）" in section.page.edition.words()
    idle()


def test_nothing_is_taken_without_a_choice(section: FormsSection, desk: Desk, tmp_path: Path) -> None:
    rename(desk, PLAN, "みどりプラン")
    path = tmp_path / "様式.json"
    path.write_bytes(file_of(desk))
    dialog = section.files.read(path)
    assert dialog is not None
    dialog.ticks[PLAN].click()
    assert not dialog.take.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "作ったファイルではありません"),
        (json.dumps({"format": "hokatsu-desktop-editions", "version": 9}).encode(), "新しい版"),
        (b'{"format": "hokatsu-desktop-editions", "version": 1, "edi', "途中で切れている"),
        (b" " * (LARGEST + 1), "大きすぎます"),
    ],
    ids=["foreign", "newer", "cut off", "huge"],
)
def test_a_bad_file_is_said_in_words_and_changes_nothing(
    section: FormsSection, desk: Desk, said: list[str], tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "様式.json"
    path.write_bytes(content)
    assert section.files.read(path) is None
    assert words in said[-1]
    assert own(desk) == frozenset()


def test_a_file_that_is_gone_and_a_folder_that_cannot_be_written_are_said(
    section: FormsSection, said: list[str], tmp_path: Path
) -> None:
    assert section.files.read(tmp_path / "ない.json") is None
    assert "読めませんでした" in said[-1]
    section.files.write(tmp_path / "ない" / "様式.json", b"{}")
    assert "書き出せませんでした" in said[-1]


def test_without_own_editions_nothing_is_asked(section: FormsSection, said: list[str]) -> None:
    section.write_file.click()
    assert "町で直した様式が、まだありません" in said[-1]
    assert section.findChildren(QFileDialog) == []


def test_one_click_goes_back_to_the_standard(
    section: FormsSection, desk: Desk, said: list[str], idle: Callable[[], None]
) -> None:
    assert section.page.standard_button.isHidden()
    rename(desk, PLAN, "みどりプラン")
    assert section.page.title.words() == "みどりプラン"
    section.page.standard_button.click()
    assert own(desk) == frozenset()
    assert "標準の様式に戻しました" in said[-1]
    assert section.page.standard_button.isHidden()
    idle()


def test_editions_are_shown_with_their_reasons(section: FormsSection, desk: Desk, idle: Callable[[], None]) -> None:
    rename(desk, PLAN, "みどりプラン")
    section.page.editions_button.click()
    (dialog,) = section.findChildren(EditionsDialog)
    spoken = " ".join(area.accessibleDescription() for area in dialog.findChildren(QScrollArea))
    assert "第2版　町で直した様式。R8.11.23　𠮷田 まこと" in spoken
    assert "町の名前です。" in spoken
    assert "第1版　標準の様式" in spoken
    dialog.reject()
    idle()


# The office's picture


def head_card(editor: Editor) -> HeadCard:
    return next(card for card in editor.panel.findChildren(HeadCard) if card.isVisibleTo(editor))


def test_town_and_logo_are_put_on_the_sheet(
    editor: Editor, desk: Desk, tmp_path: Path, idle: Callable[[], None]
) -> None:
    card = head_card(editor)
    card.town.click()
    assert editor.sheet.header == "みどり町　福祉課"
    assert card.state.words() == NO_LOGO
    path = tmp_path / "町章.png"
    path.write_bytes(png(60, 40))
    card.take_logo(str(path))
    assert editor.sheet.logo
    assert card.state.words() == HAS_LOGO
    with desk.reading() as session:
        assert office_logo(session).startswith(b"\x89PNG")
    idle()
    assert editor.preview.warning.words() == ""
    card.remove.click()
    assert card.state.words() == NO_LOGO
    idle()


def test_a_picture_that_is_none_is_refused_in_words(editor: Editor, said: list[str], tmp_path: Path) -> None:
    path = tmp_path / "町章.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n but not really")
    head_card(editor).take_logo(str(path))
    assert "画像として読めませんでした" in said[-1]
    assert not editor.sheet.logo


@pytest.mark.parametrize(("width", "height", "ending"), [(5000, 20, "png"), (3, 3, "png"), (2400, 2400, "jpg")])
def test_a_logo_becomes_a_small_png(tmp_path: Path, width: int, height: int, ending: str) -> None:
    path = tmp_path / f"町章.{ending}"
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    for place in range(0, width * height, 7):
        picture.setPixel(place % width, place // width, place * 2654435761 % 0xFFFFFF)
    assert picture.save(str(path))
    made = QImage.fromData(logo_of(str(path)))
    assert 0 < max(made.width(), made.height()) <= MOST_DOTS
    assert len(logo_of(str(path))) <= LARGEST_LOGO


def test_another_kind_of_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "町章.bmp"
    assert QImage(4, 4, QImage.Format.Format_RGB32).save(str(path))
    with pytest.raises(Refusal):
        logo_of(str(path))
    with pytest.raises(Refusal):
        logo_of(str(tmp_path / "ない.png"))


def test_the_log_vouches_for_editions_logo_and_imports(
    section: FormsSection, desk: Desk, idle: Callable[[], None]
) -> None:
    rename(desk, PLAN, "みどりプラン")
    file = read_editions(file_of(desk))
    desk.act(lambda session: keep_draft(session, sheet_for_use(session, "agenda")))
    desk.act(lambda session: keep_logo(session, png()))
    desk.act(lambda session: go_back_to_standard(session, PLAN))
    desk.act(lambda session: import_editions(session, file))
    with desk.store.raw() as connection:
        assert rows_unlike_log(connection) == []
    idle()
