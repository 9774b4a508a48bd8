"""あるある and あったらよい資源: heard, put together when alike, gathered from meetings and closings, made an issue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import (
    Case,
    CasePeriod,
    CommunityVoice,
    Meeting,
    MeetingCase,
    MeetingState,
    Person,
    VoiceKind,
    VoiceSource,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.degrees.known import folded, held_in, ordinary_words
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sight import unveiled

SHORTEST_NAME = 2  # a single character is no sign of a name
NO_WISHES = frozenset({"なし", "特になし", "とくになし", "無し", "特に無し"})


@dataclass(frozen=True)
class Heard:
    """One wish that stands in a meeting's record or a closing and has no card yet."""

    words: str
    heard_on: date
    case_id: int | None
    meeting_id: int | None


@dataclass(frozen=True)
class VoiceLine:
    """A voice, and how often it was heard."""

    voice: CommunityVoice
    times: int
    last_on: date | None


def hear(
    session: Session,
    words: str,
    kind: VoiceKind = VoiceKind.EVERYDAY,
    *,
    case_id: int | None = None,
    meeting_id: int | None = None,
    on: date | None = None,
) -> CommunityVoice:
    """Keep what was said; words that are alike go to the voice that is there. Raises Refusal without words."""
    if not words.strip():
        raise Refusal("どんな声かを書いてください。")
    wanted = fold_words(words)
    with act(session, "hear_voice", "地域の声を書きとめる"):
        voice = voice_like(session, kind, wanted)
        if voice is None:
            voice = CommunityVoice(kind=kind, words=words.strip())
            session.add(voice)
            session.flush()
        session.add(
            VoiceSource(
                voice_id=voice.id,
                heard_on=on or today(session),
                case_id=case_id,
                meeting_id=meeting_id,
                folded=wanted,
            )
        )
        session.flush()
    return voice


def wish_for(
    session: Session,
    words: str,
    *,
    case_id: int | None = None,
    meeting_id: int | None = None,
    on: date | None = None,
) -> CommunityVoice:
    """Keep a card for a resource somebody wished for. Raises Refusal without words."""
    return hear(session, words, VoiceKind.WISH, case_id=case_id, meeting_id=meeting_id, on=on)


def voice_like(session: Session, kind: str, wanted: str) -> CommunityVoice | None:
    """The first voice of a kind that was heard in these folded words."""
    heard = select(VoiceSource.voice_id).where(VoiceSource.folded == wanted)
    query = select(CommunityVoice).where(CommunityVoice.kind == kind, CommunityVoice.id.in_(heard))
    return session.scalars(query.order_by(CommunityVoice.id).limit(1)).first()


def fold_words(words: str) -> str:
    """Words as they are compared: without spaces, breaks and the full stop."""
    return "".join(fold(words).split()).rstrip("。.")


def put_together(session: Session, voice_id: int, into_id: int) -> CommunityVoice:
    """Make one voice of two: the places where it was heard go over. Raises Refusal for one and the same, Gone."""
    if voice_id == into_id:
        raise Refusal("同じ声どうしはまとめられません。")
    voice, into = still_there(session, CommunityVoice, voice_id), still_there(session, CommunityVoice, into_id)
    with act(session, "put_together", "地域の声をまとめる"):
        with unveiled(session):  # also what was heard in a case that is closed to whoever puts them together
            sources = session.scalars(select(VoiceSource).where(VoiceSource.voice_id == voice_id)).all()
        for source in sources:
            source.voice_id = into.id
        into.issue_id = into.issue_id or voice.issue_id
        into.note = "\n".join(filter(None, (into.note, f"まとめた声：{voice.words}", voice.note)))
        session.flush()
        session.delete(voice)
        session.flush()
    return into


def voices(session: Session) -> list[VoiceLine]:
    """All voices, those heard last first."""
    times = func.count(VoiceSource.id)
    last_on = func.max(VoiceSource.heard_on)
    rows = session.execute(
        select(CommunityVoice, times, last_on)
        .outerjoin(VoiceSource, VoiceSource.voice_id == CommunityVoice.id)
        .group_by(CommunityVoice.id)
        .order_by(last_on.desc(), CommunityVoice.id.desc())
    )
    return [VoiceLine(voice, count, day) for voice, count, day in rows]


def ungathered(session: Session) -> list[Heard]:
    """The wishes in held meetings and in closings that have no card yet."""
    known = {
        (source.case_id, source.meeting_id, source.folded)
        for source in session.scalars(select(VoiceSource).where(VoiceSource.case_id.is_not(None)))
    }
    wishes = [*wishes_of_meetings(session), *wishes_of_closings(session)]
    return [one for one in wishes if (one.case_id, one.meeting_id, fold_words(one.words)) not in known]


def gather(session: Session) -> int:
    """Make cards of all wishes that have none yet; gives how many were gathered."""
    found = ungathered(session)
    with act(session, "gather_wishes", "会議と終結から、あったらよい資源を集める"):
        for one in found:
            wish_for(session, one.words, case_id=one.case_id, meeting_id=one.meeting_id, on=one.heard_on)
    return len(found)


def wishes_of_meetings(session: Session) -> list[Heard]:
    """What meetings wished for, line by line."""
    rows = session.execute(
        select(MeetingCase.resource_wish, Meeting.held_on, MeetingCase.case_id, Meeting.id)
        .join(Meeting, Meeting.id == MeetingCase.meeting_id)
        .join(Case, Case.id == MeetingCase.case_id)
        .where(Meeting.state == MeetingState.HELD, MeetingCase.resource_wish != "", Case.trashed_at.is_(None))
        .order_by(Meeting.held_on, MeetingCase.id)
    )
    return [Heard(line, day, case, meeting) for words, day, case, meeting in rows for line in lines_of(words)]


def wishes_of_closings(session: Session) -> list[Heard]:
    """What was missing when cases were closed, line by line."""
    rows = session.execute(
        select(CasePeriod.missing_resources, CasePeriod.closed_on, CasePeriod.case_id)
        .join(Case, Case.id == CasePeriod.case_id)
        .where(CasePeriod.missing_resources != "", CasePeriod.closed_on.is_not(None), Case.trashed_at.is_(None))
        .order_by(CasePeriod.closed_on, CasePeriod.id)
    )
    return [Heard(line, day, case, None) for words, day, case in rows if day is not None for line in lines_of(words)]


def lines_of(words: str) -> Sequence[str]:
    """The wishes in a text, one a line; a text that says there is none has no wish."""
    lines = [line.strip(" 　・") for line in words.splitlines()]
    return list(dict.fromkeys(line for line in lines if line and fold_words(line) not in NO_WISHES))


def names_in(session: Session, words: str) -> list[str]:
    """The names of people of the store, whole or in part, that stand in a text which should name nobody."""
    people = session.execute(select(Person.name, Person.kana, Person.called))
    parts = (part for row in people for name in row for part in (name, *name.split()))
    return [name for name in held_in(words, long_enough(parts)) if folded(name) not in ordinary_words()]


def long_enough(parts: Iterable[str]) -> list[str]:
    """Those that are more than a single character."""
    return [part for part in parts if len(part) >= SHORTEST_NAME]
