"""Breaking words into lines for text that we paint ourselves."""

from PySide6.QtGui import QFontMetrics

_NOT_FIRST = "、。，．・：；？！」』）】〕］〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]}.,%％"


def broken_lines(words: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The words in lines of at most `room` pixels; no line begins with a closing sign or a small kana."""
    if metrics.horizontalAdvance(words) <= room:
        return [words]
    lines: list[str] = []
    line = ""
    for letter in words:
        fits = metrics.horizontalAdvance(line + letter) <= room
        if line and not fits and letter not in _NOT_FIRST:
            lines.append(line)
            line = letter.lstrip()
        else:
            line += letter
    return [*lines, line]
