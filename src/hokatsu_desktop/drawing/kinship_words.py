"""Reading the office's own word for a tie (長男の妻, 母方の祖父, 元夫) where the choice of the list says less."""

import re
from collections.abc import Sequence

from hokatsu_desktop.drawing.family import Member
from hokatsu_desktop.drawing.relatives import Relative, given_name

FORMER_HUSBAND = "former_husband"
FORMER_WIFE = "former_wife"
GREAT_GRANDPARENT = "great_grandparent"
GREAT_GRANDCHILD = "great_grandchild"

# Choices that do not say where a person belongs; for them the label is read.
_LOOSE = frozenset({"", "connected", "other", "unknown", "unconfirmed"})
_PARTNERS = frozenset({"husband", "wife", "husband_unregistered", "wife_unregistered"})
_FORMER = re.compile(
    r"(元の?|前の?|別れた|離婚した|離別した)(夫|妻|配偶者)|(夫|妻|配偶者)?[（(]?(離婚|離別)(した|済み?)?[）)]?"
)
_THROUGH_PARENT = re.compile(r"[実養]?([父母])[方の]")
_BY_MARRIAGE = re.compile(r"の(夫|妻|配偶者)$")  # 父の姉の夫 is no brother of the father
# Only a label that is nothing but the word: 元夫の母 is nobody's 母 here.
_LABELS = (
    (re.compile(r"[長次二三四五六七八九末][男女]|息子|娘|子|養子|養女"), "child"),
    (re.compile(r"孫|男孫|女孫|孫娘"), "grandchild"),
    (
        re.compile(r"(父方の?|母方の?)?([曾曽]|ひい)祖[父母]|ひい(おじい|おばあ|じい|ばあ)(さん|ちゃん)"),
        GREAT_GRANDPARENT,
    ),
    (re.compile(r"[曾曽]孫|ひ孫|ひまご"), GREAT_GRANDCHILD),
    (re.compile(r"(父方の?|母方の?)?祖父"), "grandfather"),
    (re.compile(r"(父方の?|母方の?)?祖母"), "grandmother"),
    (re.compile(r"父|実父|養父"), "father"),
    (re.compile(r"母|実母|養母"), "mother"),
    (re.compile(r"義父|しゅうと|舅"), "father_in_law"),
    (re.compile(r"義母|しゅうとめ|姑"), "mother_in_law"),
    (re.compile(r"[長次二三]?兄"), "elder_brother"),
    (re.compile(r"[長次二三]?姉"), "elder_sister"),
    (re.compile(r"弟|きょうだい|兄弟姉妹"), "younger_brother"),
    (re.compile(r"妹"), "younger_sister"),
    (re.compile(r"夫"), "husband"),
    (re.compile(r"妻"), "wife"),
    (re.compile(r"内縁の?夫|事実婚の夫"), "husband_unregistered"),
    (re.compile(r"内縁の?妻|事実婚の妻"), "wife_unregistered"),
    (re.compile(r"[伯叔][父母]|(おじ|おば)(さん)?"), "uncle_aunt"),
    (re.compile(r"甥|姪|おい|めい"), "nephew_niece"),
)


def kind_of(relative: Relative) -> str:
    """The kinship key to place a relative by, or one of the four above for ties that the list has no choice for."""
    label = relative.label.strip()
    loose = relative.kinship in _LOOSE
    if (loose or relative.kinship in _PARTNERS) and _FORMER.fullmatch(label):
        return _former(relative)
    if loose:
        return next((kind for pattern, kind in _LABELS if pattern.fullmatch(label)), relative.kinship)
    return relative.kinship


def _former(relative: Relative) -> str:
    """Former husband or wife, by the label, the choice, or the sex."""
    words = relative.label + relative.kinship
    is_wife = "妻" in words or "wife" in words or ("夫" not in words and relative.sex == "female")
    return FORMER_WIFE if is_wife and "husband" not in words else FORMER_HUSBAND


def parent_side(relative: Relative) -> str:
    """Through which parent the label says (父方の祖父, 母の弟): "father" or "mother", empty where it does not say."""
    label = relative.label.strip()
    through = _THROUGH_PARENT.match(label)
    if through is None or _BY_MARRIAGE.search(label):
        return ""
    return "father" if through[1] == "父" else "mother"


def named_in(label: str, candidates: Sequence[Member]) -> Member | None:
    """Of whom a label such as 長男の妻 or 花子の子 speaks; None where it names none of these or several."""
    named = [
        member
        for member in candidates
        if member.relative is not None
        and any(
            word and label.startswith(f"{word}の")
            for word in (member.relative.title, member.relative.name.strip(), given_name(member.relative.name))
        )
    ]
    return named[0] if len(named) == 1 else None
