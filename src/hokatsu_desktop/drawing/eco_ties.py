"""A tie as the ecomap is told of one, and the same in words."""

from dataclasses import dataclass

STRENGTH_WORDS = {
    "strong": "強いつながり",
    "normal": "ふつうのつながり",
    "weak": "弱いつながり",
    "conflict": "対立・ストレス",
}
DIRECTION_WORDS = {"none": "", "to_person": "支援は本人・世帯へ", "from_person": "本人・世帯から", "both": "たがいに"}


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One line: to what, how strong, in which direction; `who` is the member it is with, empty for the household."""

    key: str
    name: str
    kind: str = "agency"  # agency, person or place
    strength: str = "normal"
    direction: str = "none"
    who: str = ""
    note: str = ""


def describe(tie: Tie) -> str:
    """One tie in one line of words: 地域包括支援センター（長男と）、強いつながり、支援は本人・世帯へ."""
    name = tie.name.strip() or "名前のない相手"
    parts = [
        f"{name}（{tie.who}と）" if tie.who else name,
        STRENGTH_WORDS.get(tie.strength, STRENGTH_WORDS["normal"]),
        DIRECTION_WORDS.get(tie.direction, ""),
        tie.note.strip(),
    ]
    return "、".join(part for part in parts if part)
