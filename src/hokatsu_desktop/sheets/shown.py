"""Words that sheets show but nobody types: the heading and hours of a meeting, the secrecy words, the ground rules."""

from datetime import date, datetime, timedelta
from functools import cache

from hokatsu_desktop.japanese.date_words import clock, year_words
from hokatsu_desktop.models import Meeting, MeetingBasis, Office
from hokatsu_desktop.sheets.law import law_on
from hokatsu_desktop.sheets.reading import DefinitionError, read_toml

RULES = "meetings/ground_rules.toml"
WITHOUT_LAW = "この会議で知ったことは、支援のためだけに使い、会議の外では話しません。会議を離れたあとも同じです。"
SECRECY_ARTICLES = ("106_6_5", "159")
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


def secrecy_words(meeting: Meeting) -> str:
    """What is read out about secrecy, by the legal basis of the meeting and the law of its day.

    Only the 支援会議 of 社会福祉法106条の6 rests on that article and its penalty; other meetings get plain words.
    An article whose text is still to be checked is not read out to anybody.
    """
    match meeting.basis:
        case MeetingBasis.SUPPORT:
            articles = (
                article
                for article in law_on(meeting.held_on)
                if article.key in SECRECY_ARTICLES and not article.to_check
            )
            return "\n".join([WITHOUT_LAW, *(article.words for article in articles)])
        case MeetingBasis.LAYERED:
            return f"{WITHOUT_LAW}{LAYERED}"
        case _:
            return WITHOUT_LAW


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
