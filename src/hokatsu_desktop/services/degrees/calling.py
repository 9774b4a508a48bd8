"""What people, households and agencies are called when their names give way to letters or to general words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from hokatsu_desktop.drawing.relatives import KINSHIP_WORDS
from hokatsu_desktop.models import Agency, Case, Degree, HouseholdMember, Person

SOMEBODY = "ある方"  # of a household that these papers are not about
OTHER_HOUSEHOLD = "ほかの"  # ほかの世帯
OTHER_CASE = "ほかのケース"
SUPPORTER = "支援者"
IN_TOWN, OUT_OF_TOWN, AREA = "町内", "町外", "ある地区"
FLATS, PLACE = "集合住宅", "ある場所"
ACQUAINTANCE = "知人"
FAMILY = "家族"

_TIES = {  # where the word on the form is no word for a person
    "head": "世帯主",
    "husband_unregistered": "夫",
    "wife_unregistered": "妻",
    "spouse_child": "配偶者の子",
    "sibling_spouse": "きょうだいの配偶者",
    "other": FAMILY,
    "self": FAMILY,
    "unknown": FAMILY,
    "unconfirmed": FAMILY,
    "": FAMILY,
}
_OWN_TIE = re.compile(  # 父方の祖母
    "[長次三四五六七八九末養実義継前元内縁連父母男女子息娘夫妻兄弟姉妹孫曾伯叔従祖甥姪嫁婿方のおばじめいとこ]+"
)

GENERAL_WORDS: Mapping[str, str] = {
    "elderly_care": "介護保険の窓口",
    "community_support_center": "高齢者の相談機関",
    "disability": "障害福祉の相談機関",
    "child_family": "子育ての相談機関",
    "school": "学校・教育の機関",
    "needy_support": "生活困窮の相談機関",
    "public_assistance": "生活保護の窓口",
    "health": "保健の機関",
    "tax": "税の窓口",
    "public_housing": "住宅の窓口",
    "water": "水道の窓口",
    "environment": "環境・ごみの窓口",
    "consumer": "消費生活の相談機関",
    "registry_insurance": "戸籍・保険の窓口",
    "social_welfare_council": "地域福祉の機関",
    "welfare_commissioner": "民生委員",
    "neighbourhood": "地域の方",
    "care_provider": "介護の事業所",
    "medical": "医療機関",
    "police_fire": "警察・消防",
    "justice_probation": "司法の機関",
    "job_office": "就職の相談機関",
    "shop_delivery": "店舗・配達の事業者",
    "other_office": "庁内の窓口",
    "lawyer": "法律の専門家",
    "housing_support": "住まいの支援機関",
    "job_support": "就労の支援機関",
    "npo": "支援団体",
    "company": "企業",
    "volunteer": "ボランティア",
    "other": "支援機関",
}
"""What an agency is called where its name gives way, by the keys of resources/lists/agency_kind.toml."""

_PEOPLE_THEMSELVES = frozenset({"welfare_commissioner", "neighbourhood", "volunteer", "lawyer"})
_OFFICE_WORD = "事務局"


@dataclass(frozen=True)
class LetteredCase:
    """A case with its letter and all people who belong to it, 本人 first; each with the word for the tie."""

    case: Case
    letter: str
    people: tuple[tuple[Person, str], ...]  # the word is empty for 本人

    def called(self, person_id: int) -> str:
        """Aさん, Aさんの長男. Raises KeyError for somebody who does not belong to the case."""
        for person, tie in self.people:
            if person.id == person_id:
                return f"{self.letter}さん{f'の{tie}' if tie else ''}"
        raise KeyError(person_id)


def letters() -> Iterator[str]:
    """A, B, … Z, AA, AB, …"""
    yield from ascii_uppercase
    for first in ascii_uppercase:
        yield from (f"{first}{second}" for second in ascii_uppercase)


def ties_of(
    principal_id: int, members: Iterable[tuple[HouseholdMember | None, Person]]
) -> tuple[tuple[Person, str], ...]:
    """Each person with the word for the tie to 本人; where several have the same one, numbered."""
    pairs = [(person, "" if person.id == principal_id else tie_of(member)) for member, person in members]
    ties = [tie for _, tie in pairs]
    numbered = []
    for place, (person, tie) in enumerate(pairs):
        number = ties[: place + 1].count(tie)
        numbered.append((person, f"{tie}{number}" if tie and ties.count(tie) > 1 else tie))
    return tuple(sorted(numbered, key=lambda pair: bool(pair[1])))


def tie_of(member: HouseholdMember | None) -> str:
    """長男 where the office said so, else the word for the kinship."""
    if member is None:
        return FAMILY
    own = member.second_label.strip()
    return own if _OWN_TIE.fullmatch(own) else _TIES.get(member.kinship, KINSHIP_WORDS.get(member.kinship, FAMILY))


def agency_called(agency: Agency | None, name: str, degree: Degree) -> str:
    """The agency's name, or what it is in general where names of agencies give way."""
    if degree is not Degree.ANONYMOUS:
        return name or SUPPORTER
    return GENERAL_WORDS.get(agency.kind if agency else "", GENERAL_WORDS["other"])


def supporter_called(agency: Agency | None, name: str, degree: Degree) -> str:
    """水道課職員; for those who are no staff of anybody, what they are: 民生委員."""
    if agency and agency.kind in _PEOPLE_THEMSELVES:
        return GENERAL_WORDS[agency.kind]
    called = agency_called(agency, name, degree)
    if called == SUPPORTER:
        return SUPPORTER
    return f"{called}の職員" if degree is Degree.ANONYMOUS else f"{called}職員"


def staff_called(department: str, degree: Degree) -> str:
    """福祉課職員, or 事務局の職員."""
    words = department.split()
    return f"{_OFFICE_WORD}の職員" if degree is Degree.ANONYMOUS or not words else f"{words[0]}職員"


def home_called(person: Person, town: str, degree: Degree) -> str:
    """川西地区 where the district is known and may be told, else 町内 or 町外."""
    if person.district and degree is Degree.LETTERS:
        return (
            person.district
            if person.district.endswith(("地区", "区", "自治会", "町内会"))
            else f"{person.district}地区"
        )
    elsewhere = bool(re.search("[市町村区]", person.address)) and bool(town) and town not in person.address
    return OUT_OF_TOWN if elsewhere else IN_TOWN


def parts_of_name(name: str) -> tuple[Sequence[str], Sequence[str]]:
    """(surnames, given names) that a name may consist of: by its spaces, else by every way to cut it in two."""
    parts = name.split()
    if len(parts) > 1:
        return parts[:1], parts[1:]
    whole = parts[0] if parts else ""
    return [whole[:cut] for cut in range(1, min(len(whole), 4))], [whole[cut:] for cut in range(1, len(whole))]
