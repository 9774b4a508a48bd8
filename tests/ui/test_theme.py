"""The look: contrast of every pair, sizes, fonts, icons, and a style sheet without loose ends."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.assets import resource
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.icons import pixmap
from hokatsu_desktop.ui.style_sheet import style_sheet


@pytest.mark.parametrize(("words", "ground"), theme.TEXT_PAIRS)
def test_text_stands_out_from_its_ground(words: str, ground: str) -> None:
    assert theme.contrast(words, ground) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), theme.MARK_PAIRS)
def test_borders_and_icons_stand_out_from_their_ground(mark: str, ground: str) -> None:
    assert theme.contrast(mark, ground) >= 3.0


def test_contrast_knows_black_on_white_and_equal_colours() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert theme.contrast("#123456", "#123456") == pytest.approx(1.0)


def test_every_pair_of_the_palette_can_be_read() -> None:
    palette = theme.palette()
    roles = QPalette.ColorRole
    for words, ground in (
        (roles.WindowText, roles.Window),
        (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase),
        (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight),
        (roles.ToolTipText, roles.ToolTipBase),
        (roles.PlaceholderText, roles.Base),
        (roles.Link, roles.Base),
    ):
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            one, other = palette.color(group, words).name(), palette.color(group, ground).name()
            assert theme.contrast(one, other) >= 4.5, (words, ground, group)


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_letters_and_lengths_follow_the_zoom(application: QApplication, zoom: int) -> None:
    theme.apply_theme(application, zoom)
    assert application.font().pixelSize() == round(16 * zoom / 100)
    assert theme.px(100) == pytest.approx(zoom, abs=4)


def test_odd_zooms_go_to_the_nearest_step() -> None:
    assert [theme.nearest_zoom(percent) for percent in (10, 104, 140, 500)] == [80, 100, 150, 200]


def test_hairlines_do_not_grow_but_lengths_do() -> None:
    tokens = {name: value for name, value in vars(theme).items() if name.isupper() and isinstance(value, str)}
    small, large = style_sheet(tokens, 1.0), style_sheet(tokens, 2.0)
    assert "border: 1px solid" in large
    assert "min-height: 34px" in small
    assert "min-height: 68px" in large
    assert "$" not in small


def test_the_style_sheet_uses_only_tokens_for_colours() -> None:
    tokens = {name: value for name, value in vars(theme).items() if name.isupper() and isinstance(value, str)}
    marked = style_sheet({name: f"TOKEN_{name}" for name in tokens}, 1.0)
    assert "#" not in marked


def test_rare_names_have_glyphs_and_kanji_have_japanese_shapes() -> None:
    families = theme.font().families()
    assert families[:2] == ["BIZ UDPGothic", "Noto Serif JP"]
    metrics = QFontMetrics(theme.font())
    assert all(metrics.horizontalAdvance(letter) > 8 for letter in ("𠮷", "髙", "骨", "直", "角", "化", "令"))


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_draws_something(path: object) -> None:
    name = str(path).replace("\\", "/").rpartition("/")[2].removesuffix(".svg")
    image = pixmap(name, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(0, 72, 2) for y in range(0, 72, 2))


def test_an_icon_takes_the_colour_asked_for() -> None:
    image = pixmap("check", 24, theme.GREEN).toImage()
    strong = {
        image.pixelColor(x, y).name() for x in range(72) for y in range(72) if image.pixelColor(x, y).alpha() > 250
    }
    assert strong == {theme.GREEN}


class _Dressed(QWidget):
    """Counts how often it is dressed anew."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() is QEvent.Type.StyleChange


def test_the_same_letter_size_again_dresses_nothing_anew(qtbot: QtBot, application: QApplication) -> None:
    widget = _Dressed()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    widget.times = 0
    theme.apply_theme(application, 100)
    assert widget.times == 0
    theme.apply_theme(application, 150)
    assert widget.times > 0
    assert theme.font().pixelSize() == 24
