"""Breaking painted words into lines."""

from PySide6.QtGui import QFontMetrics

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.widgets.line_break import broken_lines


def test_lines_hold_all_words_and_begin_with_no_closing_sign() -> None:
    metrics = QFontMetrics(theme.font())
    words = "参加支援、アウトリーチ等の支援の利用を検討します（続き）。"
    for room in range(40, 400, 7):
        lines = broken_lines(words, metrics, room)
        assert "".join(lines) == words
        assert not any(line[0] in "、。）ー" for line in lines[1:])


def test_words_that_fit_stay_on_one_line() -> None:
    assert broken_lines("住まい", QFontMetrics(theme.font()), 500) == ["住まい"]
