"""地域課題: raised from voices or by itself, brought to a meeting, and what was made of it; the list of a year."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.models import CommunityIssue, CommunityVoice, IssueOutcome, Office, VoiceSource
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.row_values import day_text
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.lists import label_of

FEWEST = 5  # a smaller number could tell whose case it was
ENDED = (IssueOutcome.CAME_TO_BE, IssueOutcome.DROPPED)
TITLE = 40


def raise_issue(session: Session, title: str) -> CommunityIssue:
    """Raise an issue today. Raises Refusal without words."""
    if not title.strip():
        raise Refusal("どんな課題かを書いてください。")
    with act(session, "raise_issue", "地域課題を出す"):
        issue = CommunityIssue(title=title.strip(), raised_on=today(session))
        session.add(issue)
        session.flush()
    return issue


def raise_from_voice(session: Session, voice_id: int) -> CommunityIssue:
    """The issue that a voice belongs to, a new one in its words if it has none. Raises Gone."""
    voice = still_there(session, CommunityVoice, voice_id)
    if voice.issue_id is not None:
        return still_there(session, CommunityIssue, voice.issue_id)
    first = " ".join(voice.words.split())
    with act(session, "raise_issue", "地域課題を出す"):
        issue = raise_issue(session, first if len(first) <= TITLE else f"{first[:TITLE]}…")
        issue.words, issue.theme = voice.words, voice.theme
        voice.issue_id = issue.id
        session.flush()
    return issue


def add_to_issue(session: Session, voice_id: int, issue_id: int) -> CommunityVoice:
    """Let a voice belong to an issue that is there. Raises Gone."""
    voice, issue = still_there(session, CommunityVoice, voice_id), still_there(session, CommunityIssue, issue_id)
    with act(session, "add_to_issue", "声を地域課題に入れる"):
        voice.issue_id = issue.id
    return voice


def issues(session: Session) -> list[CommunityIssue]:
    """All issues, those that still wait first, then the newest."""
    ended = CommunityIssue.outcome.in_(ENDED)
    return list(session.scalars(select(CommunityIssue).order_by(ended, CommunityIssue.raised_on.desc())))


def voices_of(session: Session, issue_id: int) -> list[tuple[CommunityVoice, int]]:
    """The voices behind an issue, and how often each was heard."""
    return [(voice, times) for voice, times in heard_times(session) if voice.issue_id == issue_id]


def heard_times(session: Session) -> list[tuple[CommunityVoice, int]]:
    """The voices that belong to an issue, and how often each was heard."""
    rows = session.execute(
        select(CommunityVoice, func.count(VoiceSource.id))
        .outerjoin(VoiceSource, VoiceSource.voice_id == CommunityVoice.id)
        .where(CommunityVoice.issue_id.is_not(None))
        .group_by(CommunityVoice.id)
        .order_by(CommunityVoice.id)
    )
    return [(voice, times) for voice, times in rows]


def issue_voices(session: Session, issue: CommunityIssue) -> list[Row]:
    """The voices behind an issue as its card shows them."""
    return [
        {"kind": label_of("voice_kind", voice.kind), "words": voice.words, "times": hidden_if_few(times)}
        for voice, times in voices_of(session, issue.id)
    ]


def year_issues(session: Session, _office: Office) -> list[Row]:
    """The issues of this fiscal year for the community meeting, with those of earlier years that still wait."""
    on = today(session)
    year = fiscal_year(on)
    begun = on.replace(year=year, month=4, day=1)
    times: dict[int | None, int] = {}
    for voice, count in heard_times(session):
        times[voice.issue_id] = times.get(voice.issue_id, 0) + count
    found = session.scalars(
        select(CommunityIssue)
        .where(
            or_(
                CommunityIssue.raised_on >= begun,
                CommunityIssue.outcome_on >= begun,
                CommunityIssue.outcome.not_in(ENDED),
            )
        )
        .order_by(CommunityIssue.theme, CommunityIssue.raised_on, CommunityIssue.id)
    )
    return [
        {
            "raised_on": day_text(one.raised_on),
            "theme": label_of("resource_theme", one.theme) if one.theme else "",
            "what": "\n".join(dict.fromkeys(filter(None, (one.title, one.words)))),
            "voices": hidden_if_few(times.get(one.id, 0)),
            "brought": one.brought_to,
            "outcome": "\n".join(filter(None, (label_of("issue_outcome", one.outcome), one.outcome_words))),
        }
        for one in found
    ]


def hidden_if_few(times: int) -> str:
    """A number of voices for others to read: a small one is not told, it could tell whose case it was."""
    if times == 0:
        return ""
    return f"{times}件" if times >= FEWEST else f"{FEWEST}件未満"
