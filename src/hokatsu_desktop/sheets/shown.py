"""Words that sheets show but nobody types: of a meeting, a case, a note, the secrecy words, who a letter is from."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache

from hokatsu_desktop.japanese.date_words import clock, full, short, year_words
from hokatsu_desktop.japanese.fiscal import fiscal_label
from hokatsu_desktop.models import (
    Attendance,
    Case,
    CasePeriod,
    Consent,
    Contact,
    Handout,
    Meeting,
    MeetingBasis,
    MeetingSeries,
    Note,
    Office,
    YearBook,
)
from hokatsu_desktop.sheets.bases import basis_on
from hokatsu_desktop.sheets.law import law_on
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.sheets.reading import DefinitionError, read_toml

RULES = "meetings/ground_rules.toml"
WITHOUT_LAW = "この会議で知ったことは、支援のためだけに使い、会議の外では話しません。会議を離れたあとも同じです。"
SECRECY_ARTICLES = ("106_6_5", "159", "needy_9_5")
LAYERED = "本人の同意の範囲を守ります。"


def meeting_heading(meeting: Meeting) -> str:
    """令和8年度 第3回 さかまる会議: the customary heading of an agenda."""
    return f"{year_words(date(meeting.fiscal_year, 4, 1))}度 第{meeting.ordinal}回 {meeting.name}"


def meeting_hours(meeting: Meeting) -> str:
    """午後1時30分〜午後3時; empty while the time is not set."""
    if meeting.begins_at is None:
        return ""
    begins = datetime.combine(meeting.held_on, meeting.begins_at)
    return f"{clock(begins.time())}〜{clock((begins + timedelta(minutes=meeting.minutes)).time())}"


def meeting_when(meeting: Meeting) -> str:
    """令和8年11月26日（木）　午後1時30分〜午後3時: day and hours on one line."""
    return "　".join(filter(None, (full(meeting.held_on), meeting_hours(meeting))))


def aim_words(meeting: Meeting) -> str:
    """What the meeting is for, by its ticks alone: words typed beside them may name somebody."""
    return "、".join(label_of("meeting_aim", key) for key in meeting.aims)


def basis_words(meeting: Meeting) -> str:
    """The legal basis of a meeting, apart from its local name."""
    return label_of("meeting_basis", meeting.basis)


def series_basis_words(series: MeetingSeries) -> str:
    """The legal basis of a regular meeting, and of the body it is held together with."""
    return "・".join(label_of("meeting_basis", key) for key in (series.basis, series.also_basis) if key)


def goal_words(meeting: Meeting) -> str:
    """Whether the goal was reached, and what is carried on; empty until it was looked at."""
    match meeting.goal_result:
        case "reached":
            return "到達点に届いた"
        case "carried":
            return f"次回に持ち越す：{meeting.goal_carried}" if meeting.goal_carried else "次回に持ち越す"
        case _:
            return ""


def year_title(book: YearBook) -> str:
    """令和8年度（R8.4〜R9.3）."""
    return fiscal_label(book.id)


def attendee_words(attendance: Attendance) -> str:
    """水道課　山本: agency and name of somebody at a meeting."""
    return attendance.shown


def paper_words(handout: Handout) -> str:
    """The papers of a handout with their numbers: 資料1　次第, one to a line."""
    return "\n".join(f"資料{number}　{title}" for number, title in enumerate(handout.papers, start=1))


def addressee(contact: Contact) -> str:
    """料金係長　例山 たかし: a person as addressed below the name of the agency."""
    return "　".join(filter(None, (contact.post, contact.name)))


def office_mayor(office: Office) -> str:
    """みどり町長: who a letter is from. What stands in brackets behind the town's name stays behind the office."""
    name, bracket, rest = office.town.partition("（")
    return f"{name}長{bracket}{rest}"


def office_desk(office: Office) -> str:
    """Where to ask: department and telephone."""
    phone = f"電話 {office.phone}" if office.phone else ""
    return "　".join(filter(None, (office.town, office.department, phone)))


def note_hours(note: Note) -> str:
    """午後1時30分〜午後2時, or when it began; empty while no time is set."""
    return "〜".join(clock(time) for time in (note.begins_at, note.ends_at) if time is not None)


def stage_words(case: Case) -> str:
    """Where the case stands, as the lists say it."""
    return label_of("stage", case.stage)


def consent_words(consent: Consent) -> str:
    """The state of a consent, and the way it was given."""
    state = label_of("consent", consent.state)
    return f"{state}（{label_of('consent_method', consent.method)}）" if consent.method else state


def secrecy_words(meeting: Meeting) -> str:
    """What is read out about secrecy, by the legal basis of the meeting and the law of its day."""
    return secrecy_of((meeting.basis,), meeting.held_on)


def secrecy_of(bases: Collection[str], on: date) -> str:
    """What is read out about secrecy at a meeting that is held on these bases.

    Only a 支援会議 rests on articles with a penalty (社会福祉法106条の6, 困窮法9条); other meetings get plain words.
    An article whose text is still to be checked is not read out to anybody.
    """
    behind = (basis_on(one, on) for one in bases if one in (MeetingBasis.SUPPORT, MeetingBasis.NEEDY))
    keys = {key for one in behind if one is not None for key in one.articles if key in SECRECY_ARTICLES}
    articles = (one for one in law_on(on) if one.key in keys and not one.to_check)
    plain = f"{WITHOUT_LAW}{LAYERED}" if MeetingBasis.LAYERED in bases else WITHOUT_LAW
    return "\n".join([plain, *(article.words for article in articles)])


def ground_rules(office: Office) -> str:
    """The office's own 心得, or the shipped ones, numbered, until it has written its own."""
    return office.ground_rules or "\n".join(f"{number}　{rule}" for number, rule in enumerate(shipped_rules(), start=1))


@cache
def shipped_rules() -> tuple[str, ...]:
    """The shipped 心得. Raises DefinitionError."""
    rules = read_toml(*RULES.split("/")).get("rules")
    if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
        raise DefinitionError(f"{RULES}.rules: must be an array of texts")
    return tuple(rules)


def reason_words(period: CasePeriod) -> str:
    """Why a period was closed; empty while it is not."""
    return label_of("close_reason", period.close_reason) if period.close_reason else ""


def period_words(period: CasePeriod) -> str:
    """「第1期　R7.4.8〜R8.3.30」."""
    until = short(period.closed_on) if period.closed_on is not None else ""
    return f"第{period.ordinal}期　{short(period.opened_on)}〜{until}"
