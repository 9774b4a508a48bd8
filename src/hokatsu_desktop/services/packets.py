"""The papers of one meeting in their order: which of them the office wants, and who gets a copy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attendance, ConsentState, Meeting, MeetingCase
from hokatsu_desktop.services.consents import consent_summary
from hokatsu_desktop.services.earlier_meetings import meeting_case_before
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import attendances_of, cases_of
from hokatsu_desktop.services.newest import newest_referral
from hokatsu_desktop.services.office import change_setting, the_office
from hokatsu_desktop.services.papers import PRINTED_ONCE, WHITEBOARD, Packet, Paper, Seat, paper_of
from hokatsu_desktop.services.referral_presets import sheets_of_referral
from hokatsu_desktop.sheets.answers import Row, as_rows
from hokatsu_desktop.sheets.lists import label_of

SETTING = "packet_parts"  # within Office.settings: {part: whether it is wanted}
ANSWERS = frozenset({"tsunagi_takashima_c"})  # told back to whoever referred, not handed out at the meeting
BY_CONSENT = {"application_consent": True, "application_no_consent": False}  # one form with, one without consent


@dataclass(frozen=True)
class PacketPart:
    """One kind of paper of a packet, as it can be wanted or left out."""

    key: str
    label: str


PARTS = (
    PacketPart("agenda", "次第"),
    PacketPart("case_list", "案件一覧"),
    PacketPart("referral", "つなぎシート"),
    PacketPart("action_linkage", "行動連携計画シート（書きこむ欄つき）"),
    PacketPart("previous_decisions", "前回の決定"),
    PacketPart("attendance", "出席者名簿"),
    PacketPart(WHITEBOARD, "ホワイトボード下書き（A3、1枚だけ）"),
)
"""The parts in the order in which they are printed."""


def wanted_parts(session: Session) -> frozenset[str]:
    """The keys of the parts that the office wants in its packets; all of them until it leaves one out."""
    chosen = the_office(session).settings.get(SETTING, {})
    return frozenset(part.key for part in PARTS if chosen.get(part.key, True))


def choose_part(session: Session, key: str, *, wanted: bool) -> None:
    """Put a part into the packet or leave it out, from now on."""
    chosen = the_office(session).settings.get(SETTING, {})
    change_setting(session, SETTING, {**chosen, key: wanted})


def packet_of(session: Session, meeting_id: int) -> Packet:
    """The papers of a meeting as far as they are wanted, and a numbered copy for everybody who is not absent."""
    meeting = still_there(session, Meeting, meeting_id)
    papers = tuple(papers_in_order(session, meeting_id, wanted_parts(session)))
    seats = tuple(seat_of(one) for one in attendances_of(session, meeting_id) if one.presence != "absent")
    rule = label_of("handout_rule", meeting.handout_rule) if meeting.handout_rule else ""
    packet = Packet(meeting.name, meeting.number, rule, papers, seats)
    return replace(packet, papers=tuple(naming_handouts(packet, meeting.handout_rule)))


def papers_in_order(session: Session, meeting_id: int, wanted: frozenset[str]) -> Iterator[Paper]:
    """次第 and 案件一覧, each case's own papers, what was decided before, who is there, the draft for the whiteboard."""
    cases = cases_of(session, meeting_id)
    looked_back_on = [one for one in cases if meeting_case_before(session, one) is not None]
    for part in PARTS:
        match part.key:
            case key if key not in wanted:
                continue
            case "agenda" | "case_list" | "attendance":
                yield paper_of(session, part.key, meeting_id)
            case "referral":
                yield from papers_of_cases(session, cases, wanted)
            case "action_linkage" if "referral" in wanted:
                continue  # stands behind the referral of its case
            case "action_linkage" | "whiteboard":
                yield from (paper_of(session, part.key, one.id) for one in cases)
            case "previous_decisions":
                yield from (paper_of(session, part.key, one.id) for one in looked_back_on)
            case _:
                raise ValueError(part.key)


def papers_of_cases(session: Session, cases: Sequence[MeetingCase], wanted: frozenset[str]) -> Iterator[Paper]:
    """For each case how it came, and the sheet that the meeting fills in together."""
    for one in cases:
        yield from referral_papers(session, one.case_id)
        if "action_linkage" in wanted:
            yield paper_of(session, "action_linkage", one.id)


def referral_papers(session: Session, case_id: int) -> Iterator[Paper]:
    """How the case was referred last, on the sheets of the office's preset and others that were filled in for it."""
    referral = newest_referral(session, case_id)
    if referral is None:
        return
    agreed = consent_summary(session, case_id).state == ConsentState.GIVEN
    for key in sheets_of_referral(session, referral.id):
        if key not in ANSWERS and BY_CONSENT.get(key, agreed) is agreed:
            yield paper_of(session, key, referral.id)


def seat_of(attendance: Attendance) -> Seat:
    """An attendee as the receiver of a copy."""
    return Seat(attendance.agency_name, attendance.name, attendance.id)


def naming_handouts(packet: Packet, rule: str) -> Iterator[Paper]:
    """The papers, the 次第 listing them all unless its list was written by hand."""
    for paper in packet.papers:
        if paper.sheet.key == "agenda" and not as_rows(paper.answers.get("handouts")):
            yield replace(paper, answers={**paper.answers, "handouts": handout_rows(packet.papers, rule)})
        else:
            yield paper


def handout_rows(papers: Sequence[Paper], rule: str) -> list[Row]:
    """What is handed out beside the 次第, one row for each kind of paper: 「2・5　つなぎシート　会議後回収」."""
    numbered = [paper for paper in papers if paper.sheet.key not in PRINTED_ONCE]
    places: dict[str, list[str]] = {}
    for place, paper in enumerate(numbered, 1):
        if paper.sheet.key != "agenda":
            places.setdefault(paper.sheet.title, []).append(str(place))
    return [{"number": "・".join(numbers), "title": title, "rule": rule} for title, numbers in places.items()]
