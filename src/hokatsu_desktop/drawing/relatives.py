"""A relative as the genogram is told of one, and the few words that stand at the mark."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

# Short words for the choices of resources/lists/kinship.toml; a test holds the two together.
KINSHIP_WORDS = {
    "head": "世帯主",
    "self": "本人",
    "husband": "夫",
    "wife": "妻",
    "husband_unregistered": "夫（未届）",
    "wife_unregistered": "妻（未届）",
    "child": "子",
    "child_wife": "子の妻",
    "child_husband": "子の夫",
    "grandchild": "孫",
    "spouse_child": "夫・妻の子",
    "father": "父",
    "mother": "母",
    "father_in_law": "義父",
    "mother_in_law": "義母",
    "grandfather": "祖父",
    "grandmother": "祖母",
    "elder_brother": "兄",
    "younger_brother": "弟",
    "elder_sister": "姉",
    "younger_sister": "妹",
    "sibling_spouse": "兄弟姉妹の配偶者",
    "nephew_niece": "甥・姪",
    "uncle_aunt": "おじ・おば",
    "cousin": "いとこ",
    "connected": "縁故者",
    "housemate": "同居人",
    "other": "その他",
    "unknown": "続柄不明",
    "unconfirmed": "続柄未確認",
}

# Words for the choices of resources/lists/sex.toml.
SEX_WORDS = {
    "male": "男性",
    "female": "女性",
    "other": "性別はその他",
    "no_answer": "性別は回答しない",
    "unknown": "性別不明",
    "unconfirmed": "性別未確認",
}


class TieKind(StrEnum):
    """How a couple belongs together."""

    MARRIED = "married"
    UNREGISTERED = "unregistered"  # 内縁・未届
    FORMER = "former"  # 離婚


_DEAD = "故人"
_PRINCIPAL = "本人"


@dataclass(frozen=True, kw_only=True)
class Relative:
    """One person of the drawing.

    sex and kinship are keys of resources/lists; kinship is seen from 本人, or from 世帯主 where one of the relatives is
    the head and 本人 is not. age is in words ("82歳", "81歳か82歳", "故人", ""). label is the office's own word (長男).
    What is told in parents and partners (by key) goes before what the words of kinship say.
    """

    name: str
    sex: str
    kinship: str
    age: str = ""
    label: str = ""
    is_principal: bool = False
    is_dead: bool = False
    lives_together: bool = True
    is_key_person: bool = False
    key: str = ""  # of the mark, for example person:12
    parents: tuple[str, ...] = ()  # keys of one or two
    partners: tuple[tuple[str, TieKind], ...] = ()

    @property
    def has_died(self) -> bool:
        """Whether the person has died, by the flag or by the age 故人."""
        return self.is_dead or self.age == _DEAD

    @property
    def is_resident(self) -> bool:
        """Whether the person belongs inside the line around those living together."""
        return self.lives_together and not self.has_died

    @property
    def title(self) -> str:
        """The word for the tie: the office's own, else a short one for the kinship, else empty."""
        return self.label.strip() or (_PRINCIPAL if self.is_principal else KINSHIP_WORDS.get(self.kinship, ""))

    @property
    def age_number(self) -> str:
        """For inside the mark: 82, 81-82 when the birthday is missing, 80代 where no more is told, else empty."""
        if self.has_died:
            return ""
        if re.fullmatch("[0-9]{2}代", self.age):
            return self.age
        ages: list[str] = re.findall(r"(\d{1,3})歳", unicodedata.normalize("NFKC", self.age))
        return "-".join(ages[:2])


def given_name(name: str) -> str:
    """ハナ of 佐藤 ハナ; the whole name where no space parts it."""
    parts = name.split()
    return parts[-1] if parts else ""


def title_with_principal(relative: Relative) -> str:
    """The title, and behind a title such as 母 that the person is 本人."""
    title = relative.title
    return f"{title}（{_PRINCIPAL}）" if relative.is_principal and title != _PRINCIPAL else title


def describe(relative: Relative) -> str:
    """One person in one line of words: 長男、佐藤 太郎、男性、54歳、同居、キーパーソン."""
    age = "" if relative.has_died else relative.age
    living = _DEAD if relative.has_died else "同居" if relative.lives_together else "別居"
    parts = [
        title_with_principal(relative),
        relative.name.strip() or "氏名不明の方",
        SEX_WORDS.get(relative.sex, SEX_WORDS["unknown"]),
        age,
        living,
        "キーパーソン" if relative.is_key_person else "",
    ]
    return "、".join(part for part in parts if part)
