"""What the page for calling a meeting offers, and how it reads what was typed; plain functions without a widget."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.open_days import next_open_day
from hokatsu_desktop.models import MeetingBasis
from hokatsu_desktop.services.agencies import DirectoryEntry, directory
from hokatsu_desktop.services.called_meetings import CaseChoice
from hokatsu_desktop.services.meetings import Invitee
from hokatsu_desktop.services.suggested_people import Suggested
from hokatsu_desktop.sheets.lists import Choice, ChoiceList, load_list
from hokatsu_desktop.sheets.times import TimeTemplate, time_templates
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

OTHER = "other"
KINDS = ChoiceList(
    key="meeting_kind",
    label="会議の種類",
    values=(
        Choice(key=MeetingBasis.SUPPORT, label="支援会議"),
        Choice(key=MeetingBasis.LAYERED, label="重層的支援会議"),
        Choice(key=OTHER, label="ほかの会議"),
    ),
)
KIND_WORDS = {
    "support": "本人の同意がなくても開けます。出席する構成員は、法律で秘密を守る義務を負います（社会福祉法第106条の6）。",
    "layered": "本人の同意があるケースのプランを話し合い、支援を決めます。",
    OTHER: "ほかの制度の会議です。根拠を選んでください。守秘の確認の言葉も、根拠に合わせて変わります。",
}
DAYS_AHEAD = (3, 7, 14)  # a notice reaches everybody within three days; longer is next week and the week after
_BETWEEN = re.compile(r"[\s、,・／/]+")


@dataclass(frozen=True)
class Wanted:
    """Somebody to invite as the target of a row; `joins` puts a new person into the directory too."""

    invitee: Invitee
    joins: bool = False


def other_bases() -> ChoiceList:
    """The bases besides the two meetings of the programme."""
    listed = load_list("meeting_basis")
    kinds = {MeetingBasis.SUPPORT.value, MeetingBasis.LAYERED.value}
    return ChoiceList(
        key=listed.key, label=listed.label, values=tuple(one for one in listed.values if one.key not in kinds)
    )


def templates() -> ChoiceList:
    """The time templates as a list to choose from."""
    values = tuple(Choice(key=one.key, label=one.label) for one in time_templates())
    return ChoiceList(key="time_template", label="時間の割り振り", values=values)


def proposed_template(cases: int) -> TimeTemplate:
    """The template made for so many cases; of several the one nearest to 90 minutes, which leaves time for roles."""
    made_for = [one for one in time_templates() if one.cases == max(1, cases)]
    fitting = made_for or [one for one in time_templates() if one.most_cases >= cases] or list(time_templates())
    return min(fitting, key=lambda one: abs(one.minutes - 90))


def proposed_days(today: date) -> list[date]:
    """Days to hold a meeting on, each an open day and none twice."""
    return list(dict.fromkeys(next_open_day(today + timedelta(days=days)) for days in DAYS_AHEAD))


def case_row(choice: CaseChoice) -> ListRow:
    """A case as a row: what it is called, where it stands, its consent."""
    return ListRow(
        title=choice.title,
        meta=f"{choice.number}　{choice.stage_words}",
        tag=choice.consent_words,
        tone=Tone.GOOD if choice.has_agreed else Tone.CARE,
        target=choice.case_id,
    )


def person_row(entry: DirectoryEntry, why: str = "") -> ListRow:
    """Somebody of the directory as a row, with the reason to invite them."""
    return ListRow(
        title=f"{entry.agency_name}　{entry.name}",
        meta="　".join(filter(None, (entry.post, why))),
        tag="構成員" if entry.is_member else "臨時",
        tone=Tone.INFO if entry.is_member else Tone.CARE,
        target=Wanted(Invitee(contact_id=entry.contact_id)),
    )


def people_rows(known: Sequence[DirectoryEntry], suggested: Sequence[Suggested]) -> list[ListRow]:
    """People of the directory as rows, those suggested first, each with its reason."""
    whys = {one.entry.contact_id: one.why for one in suggested}
    places = list(whys)
    ordered = sorted(known, key=lambda one: places.index(one.contact_id) if one.contact_id in whys else len(places))
    return [person_row(entry, whys.get(entry.contact_id, "")) for entry in ordered]


def member_rows(session: Session, members: Sequence[Invitee]) -> list[ListRow]:
    """The standing members of a regular meeting as rows."""
    entries = {entry.contact_id: entry for entry in directory(session)}
    return [
        person_row(entries[one.contact_id], "この会議の構成員")
        if one.contact_id in entries
        else ListRow(
            title=f"{one.agency_name}　{one.name}",
            meta="　".join(filter(None, (one.post, "この会議の構成員"))),
            tag="構成員",
            tone=Tone.INFO,
            target=Wanted(one),
        )
        for one in members
    ]


def newcomer_rows(typed: str) -> list[ListRow]:
    """Rows for somebody who is not in the directory: 「機関 職 氏名」, 「機関 氏名」 or a name alone."""
    parts = [part for part in _BETWEEN.split(unicodedata.normalize("NFKC", typed).strip()) if part]
    if not parts:
        return []
    agency, post, name = split_person(parts)
    shown = "　".join(filter(None, (agency, post, name)))
    once = Wanted(Invitee(agency_name=agency, post=post, name=name, kind="guest"))
    row = ListRow(title=shown, meta="今回だけ呼ぶ（一覧には加えない）", tag="臨時", tone=Tone.CARE, target=once)
    if not agency:
        return [row]
    joins = Wanted(Invitee(agency_name=agency, post=post, name=name), joins=True)
    return [ListRow(title=shown, meta="機関の一覧に加えて呼ぶ", tag="新しい人", tone=Tone.INFO, target=joins), row]


def split_person(parts: Sequence[str]) -> tuple[str, str, str]:
    """Agency, post and name of typed words: the first is the agency, the last the name, what is between the post."""
    match list(parts):
        case [name]:
            return "", "", name
        case [agency, name]:
            return agency, "", name
        case [agency, *posts, name]:
            return agency, "　".join(posts), name
        case _:
            return "", "", ""


def principal_row(name: str) -> ListRow:
    """本人 as somebody to invite."""
    invitee = Invitee(agency_name="本人", name=name, kind="principal")
    return ListRow(title=f"本人　{name}", meta="本人が出席する会議", tag="本人", tone=Tone.GOOD, target=Wanted(invitee))
