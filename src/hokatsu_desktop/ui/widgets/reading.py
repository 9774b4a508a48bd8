"""The reading (よみ) of a name, caught while the input method composes it, without any dictionary."""

import unicodedata
from collections.abc import Mapping

from hokatsu_desktop.japanese.kana import is_kana, to_katakana


class ReadingCatcher:
    """Remembers the last composition that was kana only; that is what the name was before it became kanji.

    MS-IME shows a closing n as a Latin letter until the conversion (「ほn」→「本」), so a single trailing n counts as ん.
    """

    def __init__(self) -> None:
        self._reading = ""

    def compose(self, preedit: str) -> None:
        """Looks at the text under composition."""
        if kana := kana_of_composition(preedit):
            self._reading = kana

    def commit(self, committed: str) -> str:
        """The reading of the committed words, or "" if it cannot be known."""
        reading, self._reading = self._reading, ""
        if is_kana(committed):
            return committed
        return reading

    def cancel(self) -> None:
        """Forgets a composition that was thrown away."""
        self._reading = ""


def kana_of_composition(preedit: str) -> str:
    """The kana in a composition, a trailing unfinished consonant left out; "" if it holds anything else."""
    text = unicodedata.normalize("NFKC", preedit)
    stem = text.rstrip("abcdefghijklmnopqrstuvwxyz")
    tail = text[len(stem) :]
    if len(tail) > 2:
        return ""
    if tail == "n":
        stem += "ん"
    return stem if stem and is_kana(stem) else ""


def kana_of_name(name: str, readings: Mapping[str, str]) -> str:
    """The フリガナ of a typed name: the readings of the parts still in it, in its order; unknown parts give nothing.

    `readings` maps a committed part to its kana. Spaces stay as one full-width space between parts.
    """
    parts = sorted((part for part in readings if part), key=len, reverse=True)
    kana = ""
    place = 0
    while place < len(name):
        part = next((part for part in parts if name.startswith(part, place)), "")
        letter = name[place]
        if part:
            kana += readings[part]
        elif letter.isspace():
            kana += "　"
        elif is_kana(letter):
            kana += letter
        place += len(part) or 1
    return to_katakana(kana)
