"""Search folding: one spelling for what people would call the same text, and its grams for the FTS5 index.

For searching only; what was typed is stored and shown as it was. The index is made with

    CREATE VIRTUAL TABLE f USING fts5(g, content='', contentless_delete=1, prefix='1',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'")

A word is found exactly where fold(word) is in fold(text). Three things follow from the folding itself: a sound mark
or accent cut off from its letter is not found in it (゛ in が), 、。・ alone find nothing, and words with spaces
between them may stand anywhere in the text in any order.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from hokatsu_desktop.assets import resource
from hokatsu_desktop.japanese.kana import JOINING_MARKS, TO_HIRAGANA

_DASHES = "-˗‐‑‒–—―⁃−─━"  # NFKC has already turned － and ｰ into - and ー
_STOPS = "、。・"
# Spellings of one sound: ヶ丘 and ケ丘, ハナヱ and ハナエ; ヷ to ヺ as kana and mark, as input methods send them.
_OLD_KANA = {"ゕ": "か", "ゖ": "け", "ゐ": "い", "ゑ": "え", "ヷ": "わ\u3099", "ヸ": "い\u3099", "ヹ": "え\u3099"}
_OLD_KANA |= {"ヺ": "を\u3099"}

_JAPANESE = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
LONG_NUMBER = 4  # digits from which a number is in the index in fours
_NUMBER = re.compile(f"[0-9]{{{LONG_NUMBER},}}")
_HYPHENATED = re.compile("[0-9]+(?:ー[0-9]+)+")
_APART = "\u2063"  # INVISIBLE SEPARATOR: folding drops it from all that is typed
# A sign and what joins it: sound marks of either width, combining marks, variation selectors.
_UNIT = re.compile(".[\u0300-\u036f\u3099-\u309c\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)
_INNER_SPACE = re.compile(f"(?<=[{_JAPANESE}\u3099\u309a]) +(?=[{_JAPANESE}])")


class _Unseen(dict[int, str | None]):
    """A translation table, filled as characters come: spaces made plain, what is not seen dropped.

    Not seen: variation selectors (葛󠄀), zero-width and control characters, lone surrogates (SQLite refuses them) and
    U+FFFE and U+FFFF (SQLite takes them for U+FFFD).
    Lines and cells stay apart; characters of the private area stay, because towns have their own (外字).
    """

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        if sign.isspace():
            kept: str | None = " " if unicodedata.category(sign) == "Zs" else "\n"
        elif 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code in (0xFFFE, 0xFFFF):
            kept = None
        else:
            kept = None if unicodedata.category(sign) in ("Cc", "Cf", "Cs") else sign
        self[code] = kept
        return kept


_UNSEEN = _Unseen(JOINING_MARKS)


@cache
def _same() -> dict[int, str]:
    """Each character that is searched as another: katakana, old kana, name variants, dashes, stops."""
    table = {code: chr(hiragana) for code, hiragana in TO_HIRAGANA.items()}
    table |= {ord(sign): plain for sign, plain in name_variants().items()}
    table |= dict.fromkeys(map(ord, _DASHES), "ー") | dict.fromkeys(map(ord, "〜∼"), "~")
    table |= dict.fromkeys(map(ord, _STOPS), " ") | {ord(sign): plain for sign, plain in _OLD_KANA.items()}
    table |= {code: _OLD_KANA[chr(hiragana)] for code, hiragana in TO_HIRAGANA.items() if chr(hiragana) in _OLD_KANA}
    return table


@cache
def name_variants() -> dict[str, str]:
    """Variant character -> the common one it is searched as: 髙 -> 高. From resources/japanese/name_variants.tsv."""
    lines = resource("japanese", "name_variants.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {variant: common for variant, common, _code in rows}


def fold(text: str) -> str:
    """The search form: width, case, kana, name variants and dashes made one, unseen characters dropped.

    Spaces and 、。・ between Japanese characters go, other runs of them become one space; line ends and tabs become
    line ends and keep texts apart. fold(fold(text)) is fold(text).
    """
    seen = unicodedata.normalize("NFKC", text.translate(_UNSEEN))
    same = unicodedata.normalize("NFKC", seen.casefold()).translate(_same())
    lines = (" ".join(line.split()) for line in same.split("\n"))
    return _INNER_SPACE.sub("", "\n".join(line for line in lines if line))


@dataclass(frozen=True)
class Placed:
    """A folded text in which every character knows where in the original it comes from; spaces and stops stay."""

    text: str
    starts: tuple[int, ...]  # of each character, its place in the original
    ends: tuple[int, ...]  # and where what belongs to it ends

    @property
    def without_spaces(self) -> "Placed":
        """The same with white space of all kinds, line ends too, left out."""
        kept = [place for place, sign in enumerate(self.text) if not sign.isspace()]
        return Placed(
            "".join(self.text[place] for place in kept),
            tuple(self.starts[place] for place in kept),
            tuple(self.ends[place] for place in kept),
        )


def fold_in_place(text: str) -> Placed:
    """The text folded sign by sign as by fold(), so that what is found in it can be changed in the original."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for unit in _UNIT.finditer(text):
        folded = _folded_unit(unit[0])
        signs.append(folded)
        starts += [unit.start()] * len(folded)
        ends += [unit.end()] * len(folded)
    return Placed("".join(signs), tuple(starts), tuple(ends))


@cache
def _folded_unit(unit: str) -> str:
    """One sign with the marks behind it; white space is kept, a line end as a line end."""
    seen = unicodedata.normalize("NFKC", unit.translate(_UNSEEN))
    return unicodedata.normalize("NFKC", seen.casefold()).translate(_same_but_stops())


@cache
def _same_but_stops() -> dict[int, str]:
    return {code: plain for code, plain in _same().items() if chr(code) not in _STOPS}


def grams(text: str) -> str:
    """The text of the index column: overlapping pairs of each run without spaces, and its last character alone.

    独居 高齢A gives 独居 居高 高齢 齢a a. The single last character makes the one-character prefix query complete.
    Numbers of four digits and more are there in fours, too: 昭12345 gives 昭1 12 23 34 45 5 and, apart, 1234 2345. Pairs
    of digits stand in every telephone number, so that looking for one number by pairs would mean reading them all.
    """
    return " ".join(gram for run in fold(text).split() for gram in (*_pairs(run), run[-1], *_fours_apart(run)))


def _pairs(run: str) -> list[str]:
    return _windows(run, 2)


def _fours_apart(run: str) -> list[str]:
    """The fours of each number in a run, after a sign that keeps them from being read together."""
    return [gram for number in _NUMBER.findall(run) for gram in (_APART, *_windows(number, LONG_NUMBER))]


def _windows(run: str, width: int) -> list[str]:
    return [run[start : start + width] for start in range(len(run) - width + 1)]


def match_query(typed: str) -> str:
    """The FTS5 MATCH expression for what was typed: every word must be in the text; "" when nothing is left.

    One character is a prefix ("独"*), more are a phrase of pairs ("不登 登校"), four digits and more one of fours. Always
    quoted, so nothing typed is ever read as FTS5 syntax.
    """
    words = [word for chunk in typed.split() for word in fold(chunk).split()]
    return " AND ".join(_phrase(word) for word in dict.fromkeys(words))


def _phrase(word: str) -> str:
    parts = _windows(word, LONG_NUMBER) if _NUMBER.fullmatch(word) else _pairs(word) or [word]
    quoted = " ".join(parts).replace('"', '""')
    return f'"{quoted}"' + ("*" if len(word) == 1 else "")


def joined_numbers(text: str) -> list[str]:
    """The long numbers that are written with hyphens in a text, without them: 電話 0157-42-2111 gives 0157422111.

    With these in the index, too, a number is found however it is hyphenated, in the text or in what is typed.
    """
    joined = (number.replace("ー", "") for number in _HYPHENATED.findall(fold(text)))
    return [number for number in joined if len(number) >= LONG_NUMBER]


def digits(text: str) -> str:
    """The digits of a telephone number or postcode, full-width ones included: ０９０-1234 gives 0901234."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign in "0123456789")
