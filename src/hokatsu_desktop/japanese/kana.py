"""Hiragana and katakana: turning one into the other, and telling kana from other characters."""

import re
import unicodedata

# ぁ-ゖ and ゝゞ have their twins 0x60 further on; ヷヸヹヺ have none and stay.
_HIRAGANA = [*range(0x3041, 0x3097), 0x309D, 0x309E]
TO_KATAKANA = {code: code + 0x60 for code in _HIRAGANA}
TO_HIRAGANA = {code + 0x60: code for code in _HIRAGANA}
# The sound marks ゛ and ゜ that stand alone, as some input methods send them, join the kana before them.
JOINING_MARKS = {0x309B: "\u3099", 0x309C: "\u309a"}
_HALF_WIDTH = re.compile("[\uff65-\uff9f]+")
_MARKED = re.compile("[\u3041-\u30fe][\u3099\u309a\u309b\u309c]")
_KANA = re.compile("[\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff\\s]+")


def _joined(pair: re.Match[str]) -> str:
    """か and a mark of either kind as が; a pair that makes no character stays as it is."""
    joined = unicodedata.normalize("NFC", pair[0].translate(JOINING_MARKS))
    return joined if len(joined) == 1 else pair[0]


def _turned(text: str, table: dict[int, int]) -> str:
    """Half-width kana widened, kana turned by the table, sound marks joined to their kana.

    Only kana are normalised: NFC or NFKC over a whole name would rewrite 神 (U+FA19) as 神.
    """
    widened = _HALF_WIDTH.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    return _MARKED.sub(_joined, widened.translate(table))


def to_katakana(text: str) -> str:
    """Hiragana and half-width kana as full-width katakana; everything else unchanged."""
    return _turned(text, TO_KATAKANA)


def to_hiragana(text: str) -> str:
    """Katakana of either width as hiragana; ヷヸヹヺ and everything that is not kana unchanged."""
    return _turned(text, TO_HIRAGANA)


def is_kana(text: str) -> bool:
    """Whether the text is all kana of either width, ー, ・ and spaces, with at least one of them not a space."""
    return bool(text.strip()) and bool(_KANA.fullmatch(to_katakana(text)))
