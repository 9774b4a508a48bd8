"""The words of kinship for somebody who is added beside a person of the drawing, seen from 本人."""

from enum import StrEnum

from hokatsu_desktop.drawing.kinship_words import kind_of, parent_side
from hokatsu_desktop.drawing.relatives import Relative, given_name


class Relation(StrEnum):
    """What the new one is to the person chosen."""

    PARTNER = "partner"
    CHILD = "child"
    FATHER = "father"
    MOTHER = "mother"
    SIBLING = "sibling"


Words = tuple[str, str]  # a key of the list kinship, and the office's own word

_SELF = ("self", "head")
_HUSBANDS_AND_WIVES = ("husband", "wife", "husband_unregistered", "wife_unregistered")
_CHILDREN = ("child", "spouse_child")
_PARENTS = {"father": "父", "mother": "母"}
_SIBLINGS = ("elder_brother", "elder_sister", "younger_brother", "younger_sister")
_ORDINALS = "長次三四五六七八九"
_SIBLING_WORDS = {
    ("male", True): ("elder_brother", "兄"),
    ("male", False): ("younger_brother", "弟"),
    ("female", True): ("elder_sister", "姉"),
    ("female", False): ("younger_sister", "妹"),
}
_GRANDPARENTS = {"grandfather": ("grandmother", "祖母"), "grandmother": ("grandfather", "祖父")}


def is_self(relative: Relative) -> bool:
    """Whether the others are seen from this person."""
    return kind_of(relative) in _SELF


def words_for(anchor: Relative, relation: Relation, sex: str, *, is_elder: bool = False, of_sex: int = 0) -> Words:
    """Kinship and own word of the new one.

    is_elder: a brother or sister born before the person chosen. of_sex: how many children of 本人 have the same sex.
    """
    kind = kind_of(anchor)
    match relation:
        case Relation.PARTNER:
            return _partner(anchor, kind, sex)
        case Relation.CHILD:
            return _child(anchor, kind, sex, of_sex)
        case Relation.FATHER | Relation.MOTHER:
            return _parent(anchor, kind, relation)
        case Relation.SIBLING:
            return _sibling(anchor, kind, sex, of_sex, is_elder=is_elder)
    raise ValueError(relation)


def child_word(sex: str, of_sex: int) -> str:
    """長男 for the first son, 次女 for the second daughter; empty where the sex is not known."""
    if sex not in ("male", "female") or of_sex >= len(_ORDINALS):
        return ""
    return f"{_ORDINALS[of_sex]}{'男' if sex == 'male' else '女'}"


def _partner(anchor: Relative, kind: str, sex: str) -> Words:
    word = {"male": "夫", "female": "妻"}.get(sex, "配偶者")
    if kind in _SELF and sex in ("male", "female"):
        return ("husband" if sex == "male" else "wife"), ""
    if kind in _CHILDREN and sex in ("male", "female"):
        return ("child_husband" if sex == "male" else "child_wife"), _of(anchor, word)
    if kind in _SIBLINGS:
        return "sibling_spouse", _of(anchor, word)
    if kind in _PARENTS:
        other = "mother" if kind == "father" else "father"
        return (other, "") if sex == {"mother": "female", "father": "male"}[other] else ("other", _of(anchor, word))
    if kind in _GRANDPARENTS:
        key, title = _GRANDPARENTS[kind]
        side = {"father": "父方の", "mother": "母方の"}.get(parent_side(anchor), "")
        return key, f"{side}{title}" if side else ""
    return "other", _of(anchor, word)


def _child(anchor: Relative, kind: str, sex: str, of_sex: int) -> Words:
    if kind in _SELF or kind in _HUSBANDS_AND_WIVES:
        return "child", child_word(sex, of_sex)
    if kind in _CHILDREN:
        return "grandchild", _of(anchor, "子")
    if kind in _SIBLINGS:
        return "nephew_niece", _of(anchor, "子")
    if kind in _PARENTS:
        return _SIBLING_WORDS.get((sex, False), ("other", "きょうだい"))[0], "" if sex in (
            "male",
            "female",
        ) else "きょうだい"
    return "other", _of(anchor, "子")


def _parent(anchor: Relative, kind: str, relation: Relation) -> Words:
    word = "父" if relation is Relation.FATHER else "母"
    if kind in _SELF or kind in _SIBLINGS:
        return str(relation), ""
    if kind in _HUSBANDS_AND_WIVES:
        return f"{relation}_in_law", ""
    if kind in _PARENTS:
        return f"grand{relation}", f"{_PARENTS[kind]}方の祖{word}"
    return "other", _of(anchor, word)


def _sibling(anchor: Relative, kind: str, sex: str, of_sex: int, *, is_elder: bool) -> Words:
    key, word = _SIBLING_WORDS.get((sex, is_elder), ("other", "きょうだい"))
    if kind in _SELF or kind in _SIBLINGS:
        return key, "" if key != "other" else word
    if kind in _CHILDREN:
        return "child", child_word(sex, of_sex)
    if kind in _PARENTS:
        return "uncle_aunt", _of(anchor, word)
    return "other", _of(anchor, word)


def _of(anchor: Relative, word: str) -> str:
    """長男の妻; by name where the title is one that several may have."""
    title = anchor.title
    name = given_name(anchor.name)
    return f"{title if anchor.label.strip() or kind_of(anchor) != 'child' else name or title}の{word}"
