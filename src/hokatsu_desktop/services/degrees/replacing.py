"""Finding known names and numbers in a text, however they are spelled, and what each gives way to.

All is looked for in the folded text without spaces, so that 髙橋　太郎, 高橋太郎 and ﾀｶﾊｼ ﾀﾛｳ are the same; what is found is
changed in the original. The longest word that begins at a place counts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hokatsu_desktop.japanese.fold import Placed, fold, fold_in_place

SHORT = 3  # characters below which a word may be put together by chance from the ends of two others

_POSTS = (
    "課長補佐|課長|係長|部長|局長|次長|室長|所長|院長|園長|校長|教頭|会長|副会長|町長|村長|主任|主事|主査|主幹|参事|保健師|看護師|"
    "相談員|支援員|指導主事|専門員|民生委員|委員|巡査|医師|教諭|ワーカー|けあまね|ssw|csw|psw|msw"
)
_TITLE = re.compile(
    f"(?:(?:お?ばあ|お?じい|お?にい|お?ねえ)(?:さん|ちゃん)|さん(?!ぽ)|さま(?!ざま)|様(?![子式々])|氏(?!名)|くん|君|ちゃん|殿|どの(?![よくあ])|先生|女史|{fold(_POSTS)})+"
)
_HOUSEHOLD = re.compile("世帯|一家|宅(?![配地])|家(?![族庭賃計事具屋主裁財電業])")
_KIN = re.compile("祖?[父母]|[長次三四五六七八九末][男女]|夫(?!れ)|妻|[兄姉弟妹]")  # 林母, as notes say it in short
_PLACE_OR_FIRM = re.compile(
    "町|村|市|区|郡|駅|川|橋|線|小学|中学|高校|高等|大学|病院|医院|くりにっく|診療所|商店|商会|製作|工業|建設|会館|公園|神社|寺|団地|荘|通り"
)
_AREA = re.compile("地区|集落")
_KANJI = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_BEFORE_A_NAME = frozenset("はがをにでともへのや")  # particles: the kana behind one begin a word
_BEHIND_A_NAME = re.compile("[はがをにでともへのや]|だ|から|まで|より|って|です")
_ENDS_A_ROLE = frozenset("母父兄姉弟妹男女夫妻子孫者員長師課係部局所会社院校園委")  # 長男林さん, 水道課林さん


class Standing(StrEnum):
    """How a word must stand in a text to be the one that is known."""

    ANYWHERE = "anywhere"  # long enough to be nothing else
    NAME = "name"  # a name of two characters or more, not the beginning of a place's or a firm's
    TITLED = "titled"  # short, or an ordinary word too: only before さん, 様, 係長, 世帯
    KANA = "kana"  # a name written in kana: set off from the kana around it
    READING = "reading"  # the reading of a name: in katakana, or titled
    PLACE = "place"  # part of a place's name


@dataclass(frozen=True)
class Known:
    """A word that is known to the store, and what it becomes."""

    word: str
    becomes: str
    standing: Standing = Standing.ANYWHERE
    is_person: bool = False  # さん, 様, 係長 behind it go with it
    household: str = ""  # what stands before 世帯, 宅, 家


@dataclass(frozen=True)
class Span:
    """A stretch of a text and what it becomes."""

    start: int
    end: int
    becomes: str


@dataclass(frozen=True)
class _Text:
    """A text and its folded form without spaces."""

    original: str
    placed: Placed

    @property
    def folded(self) -> str:
        return self.placed.text

    def slice(self, start: int, end: int) -> str:
        """The original behind a stretch of the folded text."""
        return self.original[self.placed.starts[start] : self.placed.ends[end - 1]]

    def sign(self, place: int) -> str:
        """The original character at a place of the folded text, empty beyond its ends."""
        return self.slice(place, place + 1) if 0 <= place < len(self.folded) else ""


class Finder:
    """Finds known words. Of the same word known twice, the first counts."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_first: dict[str, list[tuple[str, Known]]] = {}
        words: dict[str, Known] = {}
        for one in known:
            if folded := fold_in_place(one.word).without_spaces.text:
                words.setdefault(folded, one)
        for folded, one in sorted(words.items(), key=lambda pair: (-len(pair[0]), pair[0])):
            self._by_first.setdefault(folded[0], []).append((folded, one))

    def spans(self, text: str) -> list[Span]:
        """The known words of a text from left to right, none upon another."""
        found = _Text(text, fold_in_place(text).without_spaces)
        spans: list[Span] = []
        place = 0
        while place < len(found.folded):
            match = self._at(found, place)
            if match is None:
                place += 1
                continue
            end, becomes = match
            start = found.placed.starts[place]
            start -= said_before(text[spans[-1].end if spans else 0 : start], becomes)
            spans.append(Span(start, found.placed.ends[end - 1], becomes))
            place = end
        return spans

    def _at(self, text: _Text, start: int) -> tuple[int, str] | None:
        for folded, known in self._by_first.get(text.folded[start], ()):
            if text.folded.startswith(folded, start):
                end = start + len(folded)
                if stands_right(known.standing, text, start, end):
                    return with_what_follows(known, text, end)
        return None


def replaced(text: str, spans: Iterable[Span]) -> str:
    """The text with its spans changed. A span within another gives way to it; of two that overlap nothing is left."""
    parts: list[str] = []
    done = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > done:
            parts += [text[done : span.start], span.becomes]
            done = span.end
    return "".join([*parts, text[done:]])


def replace_known(text: str, known: Sequence[Known]) -> str:
    """The text with every known word changed."""
    return replaced(text, Finder(known).spans(text))


def said_before(before: str, becomes: str) -> int:
    """How many characters before a word already say what it becomes: in 民生委員の何某さん, 民生委員 is not said twice."""
    said = re.search(f"{re.escape(becomes)}(?:の|\\s)?\\s*$", before)
    return len(said[0]) if said else 0


def with_what_follows(known: Known, text: _Text, end: int) -> tuple[int, str]:
    """Where a found word ends with its titles, and what it becomes."""
    if known.standing is Standing.PLACE:
        area = _AREA.match(text.folded, end)
        return (area.end() if area else end), known.becomes
    if not known.is_person:
        return end, known.becomes
    if title := _TITLE.match(text.folded, end):
        return title.end(), known.becomes
    household = _HOUSEHOLD.match(text.folded, end)
    if household and known.household:
        return household.end(), f"{known.household}{household[0]}"
    return end, known.becomes


def stands_right(standing: Standing, text: _Text, start: int, end: int) -> bool:  # noqa: PLR0911  # one case each
    """Whether the word between two places of the folded text stands as it must."""
    if _cuts_a_number(text.folded, start, end):
        return False
    titled = any(behind.match(text.folded, end) for behind in (_TITLE, _HOUSEHOLD, _KIN))
    if end - start < SHORT and any(sign.isspace() for sign in text.slice(start, end)) and not titled:
        return False
    match standing:
        case Standing.ANYWHERE:
            return True
        case Standing.NAME:
            return titled or not (_PLACE_OR_FIRM.match(text.folded, end) or _inside_kanji(text, start, end))
        case Standing.TITLED:
            return titled and _begins_a_name(text, start)
        case Standing.KANA:
            return _is_set_off(text, start, end, titled=titled)
        case Standing.READING:
            in_katakana = bool(_KATAKANA.match(text.sign(start)))
            return (titled or in_katakana) and _is_set_off(text, start, end, titled=titled)
        case Standing.PLACE:
            return not _inside_kanji(text, start, end)
        case _:
            raise ValueError(standing)


def _cuts_a_number(folded: str, start: int, end: int) -> bool:
    """Whether digits go on beyond the word: R8-01 in R8-012."""
    before, behind = folded[start - 1 : start], folded[end : end + 1]
    return (folded[start].isdigit() and before.isdigit()) or (folded[end - 1].isdigit() and behind.isdigit())


def _inside_kanji(text: _Text, start: int, end: int) -> bool:
    return bool(_KANJI.match(text.sign(start - 1)) and _KANJI.match(text.sign(end)))


def _begins_a_name(text: _Text, start: int) -> bool:
    """Whether a name may begin here: 林さん does not begin within 小林さん."""
    before = text.sign(start - 1)
    if _KANJI.match(text.sign(start)):
        return not _KANJI.match(before) or before in _ENDS_A_ROLE
    return _kana_may_begin(text, start)


def _kana_may_begin(text: _Text, start: int) -> bool:
    before, here = text.sign(start - 1), text.sign(start)
    if _KATAKANA.match(here):
        return not _KATAKANA.match(before)
    return not _HIRAGANA.match(before) or before in _BEFORE_A_NAME


def _is_set_off(text: _Text, start: int, end: int, *, titled: bool) -> bool:
    """Whether a word in kana stands for itself: みのる in 「母とみのるは」, not in 「みのる秋」 written みのるあき."""
    if not _kana_may_begin(text, start):
        return False
    if titled:
        return True
    behind = text.sign(end)
    if _KATAKANA.match(text.sign(start)):
        return not _KATAKANA.match(behind)
    return end - start >= SHORT and (not _HIRAGANA.match(behind) or bool(_BEHIND_A_NAME.match(text.folded, end)))


WORD_KINDS: Mapping[str, re.Pattern[str]] = {"kanji": _KANJI, "hiragana": _HIRAGANA, "katakana": _KATAKANA}
"""The scripts a word may be written in."""
