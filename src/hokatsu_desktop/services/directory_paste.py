"""Rows copied from Excel for the directory: read, judged one by one, and taken in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Agency, Contact
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, add_contact, first_named
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import load_list

COLUMNS: Mapping[str, str] = {
    "agency": "機関の名前",
    "kind": "区分",
    "department": "部署",
    "phone": "電話",
    "name": "窓口の人",
    "kana": "フリガナ",
    "post": "職",
    "role": "役割",
    "districts": "担当地区",
    "own_phone": "窓口の人の電話",
}
"""The columns in the order in which they are taken, unless the first row names them."""

ALSO_CALLED: Mapping[str, str] = {
    "機関名": "agency",
    "機関": "agency",
    "名称": "agency",
    "団体名": "agency",
    "課": "department",
    "氏名": "name",
    "名前": "name",
    "担当者": "name",
    "ふりがな": "kana",
    "役職": "post",
    "地区": "districts",
    "電話番号": "phone",
    "携帯": "own_phone",
}
LISTS: Mapping[str, str] = {"kind": "agency_kind", "role": "contact_role"}
OF_AGENCY = ("kind", "department", "phone")
OF_CONTACT: Mapping[str, str] = {
    "kana": "kana",
    "post": "post",
    "role": "role",
    "districts": "districts",
    "own_phone": "phone",
}
"""Columns of a person, and the attribute each is kept in."""
MOST = 500  # rows at once
LONGEST = 200  # characters of a cell; more is a text, not a name


@dataclass(frozen=True)
class PastedLine:
    """One pasted row: where it stood, what it says, what will be done with it, and why not if it cannot be taken."""

    number: int  # counted from 1 as in Excel, with the heading row
    values: Mapping[str, str] = field(default_factory=dict)
    what: str = ""
    problem: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether something will be written for it."""
        return not self.problem and self.what != NOTHING_NEW


@dataclass(frozen=True)
class Taken:
    """What a paste made."""

    agencies: int
    people: int
    filled: int


NEW_AGENCY, NEW_BOTH, NEW_PERSON = "機関を加える", "機関と窓口の人を加える", "窓口の人を加える"
FILLED, NOTHING_NEW = "空いている欄をうめる", "もう入っています"


def read_lines(session: Session, rows: Sequence[Sequence[str]]) -> list[PastedLine]:
    """The pasted rows as they would be taken. Raises Refusal when there are too many at once."""
    if len(rows) > MOST:
        raise Refusal(f"一度に貼り付けられるのは{MOST}行までです。分けて貼り付けてください。")
    headed = columns_named(rows[0]) if rows else None
    keys = headed or tuple(COLUMNS)
    known, seen = Known(session), Seen()
    return [
        seen.beside(judged(known, number, keys, row))
        for number, row in enumerate(rows, 1)
        if not (headed and number == 1) and any(cell.strip() for cell in row)
    ]


def take_lines(session: Session, rows: Sequence[Sequence[str]]) -> Taken:
    """Take the rows that can be taken, in one act. What is written already stays; only empty places are filled."""
    lines = [one for one in read_lines(session, rows) if one.is_taken]
    if not lines:
        raise Refusal("加えられる行がありません。行の右にあるわけを見て、直してください。")
    agencies = people = filled = 0
    with act(session, "paste_directory", "機関の表を貼り付ける"):
        known = Known(session)
        for line in lines:
            agency = known.agency(line.values["agency"])
            if agency is None:
                agency = add_agency(session, line.values["agency"])
                known.add(agency)
                agencies += 1
            filled += fill(agency, {key: line.values.get(key, "") for key in OF_AGENCY})
            if name := line.values.get("name", ""):
                contact = known.contact(agency, name)
                if contact is None:
                    contact = add_contact(session, agency.id, name)
                    known.people.setdefault(agency.id, []).append(contact)
                    people += 1
                filled += fill(contact, {kept: line.values.get(key, "") for key, kept in OF_CONTACT.items()})
    return Taken(agencies, people, filled)


class Seen:
    """The rows above a row: an agency is added once, and nobody is read twice."""

    def __init__(self) -> None:
        self.agencies: set[str] = set()
        self.people: dict[tuple[str, str], int] = {}

    def beside(self, line: PastedLine) -> PastedLine:
        """A row as it stands after those above it."""
        if line.problem:
            return line
        agency, name = fold(line.values["agency"]), fold(line.values.get("name", ""))
        is_known, self.agencies = agency in self.agencies, self.agencies | {agency}
        earlier = self.people.setdefault((agency, name), line.number)
        if earlier != line.number:
            return replace(line, what="", problem=f"{earlier}行目と同じです。")
        if is_known and line.what in (NEW_AGENCY, NEW_BOTH):
            return replace(line, what=NEW_PERSON if name else FILLED)
        return line


class Known:
    """The directory as it stands, by folded name."""

    def __init__(self, session: Session) -> None:
        in_use = select(Agency).where(Agency.retired_on.is_(None)).order_by(Agency.id.desc())
        self.agencies = {fold(one.name): one for one in session.scalars(in_use)}
        self.people: dict[int, list[Contact]] = {}
        for one in session.scalars(select(Contact).where(Contact.released_on.is_(None)).order_by(Contact.id)):
            self.people.setdefault(one.agency_id, []).append(one)

    def agency(self, name: str) -> Agency | None:
        """The agency of that name, but for width, spaces and variants."""
        return self.agencies.get(fold(name))

    def contact(self, agency: Agency, name: str) -> Contact | None:
        """The person of that name at an agency."""
        return first_named(self.people.get(agency.id, []), name)

    def add(self, agency: Agency) -> None:
        """One that was added a moment ago."""
        self.agencies[fold(agency.name)] = agency


def columns_named(row: Sequence[str]) -> tuple[str, ...] | None:
    """The columns that a heading row names, "" for one we have no place for; None if the row is no heading."""
    called = {fold(words): key for key, words in COLUMNS.items()} | {fold(w): key for w, key in ALSO_CALLED.items()}
    keys = tuple(called.get(fold(cell), "") for cell in row)
    return keys if "agency" in keys and len([key for key in keys if key]) >= min(2, len(keys)) else None


def judged(known: Known, number: int, keys: Sequence[str], row: Sequence[str]) -> PastedLine:
    """One row with what would be done with it."""
    extra = [cell for cell in row[len(keys) :] if cell.strip()]
    values = {key: " ".join(cell.split()) for key, cell in zip(keys, row, strict=False) if key}
    if extra:
        return PastedLine(number, values, problem=f"列が多すぎます（{len(keys)}列まで）。")
    if not values.get("agency"):
        return PastedLine(number, values, problem="機関の名前がありません。")
    if any(len(cell) > LONGEST for cell in values.values()):
        return PastedLine(number, values, problem=f"{LONGEST}文字より長い欄があります。")
    for key, list_key in LISTS.items():
        if not values.get(key):
            continue
        chosen = chosen_key(list_key, values[key])
        if chosen is None:
            words = f"{COLUMNS[key]}の「{shortened(values[key])}」は、選べる言葉の中にありません。"
            return PastedLine(number, values, problem=words)
        values[key] = chosen
    if not values.get("name") and any(values.get(key) for key in OF_CONTACT):
        return PastedLine(number, values, problem="窓口の人の名前がありません。")
    return PastedLine(number, values, what=what_is_done(known, values))


def chosen_key(list_key: str, words: str) -> str | None:
    """The key of a choice by its label; the beginning of just one label is enough, 民生委員 for 民生委員・児童委員."""
    values = load_list(list_key).values
    same = [one.key for one in values if fold(one.label) == fold(words)]
    begun = [one.key for one in values if fold(one.label).startswith(fold(words))]
    return same[0] if same else begun[0] if len(begun) == 1 else None


def shortened(words: str) -> str:
    """The first letters of what was typed, for a sentence."""
    return words if len(words) <= 12 else f"{words[:12]}…"


def what_is_done(known: Known, values: Mapping[str, str]) -> str:
    """What taking a row would do, in words."""
    agency, name = known.agency(values["agency"]), values.get("name", "")
    if agency is None:
        return NEW_BOTH if name else NEW_AGENCY
    contact = known.contact(agency, name) if name else None
    if name and contact is None:
        return NEW_PERSON
    empty = any(values.get(key) and not getattr(agency, key) for key in OF_AGENCY)
    empty = empty or any(values.get(key) and contact and not getattr(contact, kept) for key, kept in OF_CONTACT.items())
    return FILLED if empty else NOTHING_NEW


def fill(record: Agency | Contact, values: Mapping[str, str]) -> int:
    """Write what is given where nothing stands yet; how many places that were."""
    empty = {key: value for key, value in values.items() if value and not getattr(record, key)}
    for key, value in empty.items():
        setattr(record, key, value)
    return len(empty)
