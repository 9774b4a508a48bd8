"""What the community says (地域の声) and what is made of it (地域課題)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class VoiceKind(StrEnum):
    """What is said; the keys of resources/lists/voice_kind.toml."""

    EVERYDAY = "everyday"  # あるある
    WISH = "wish"  # あったらよい資源


class IssueOutcome(StrEnum):
    """What was made of an issue; the keys of resources/lists/issue_outcome.toml."""

    NOTHING_YET = "nothing_yet"
    TRYING = "trying"
    CAME_TO_BE = "came_to_be"
    DROPPED = "dropped"


class CommunityIssue(Base):
    """Something the community meeting is asked about, and what was made of it."""

    __tablename__ = "community_issue"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    title: Mapped[str]
    raised_on: Mapped[date] = mapped_column(index=True)
    theme: Mapped[str] = mapped_column(default="")  # list resource_theme
    words: Mapped[str] = mapped_column(default="")
    brought_on: Mapped[date | None] = mapped_column(default=None)
    brought_to: Mapped[str] = mapped_column(default="")  # どの会議に
    outcome: Mapped[str] = mapped_column(default=IssueOutcome.NOTHING_YET)
    outcome_on: Mapped[date | None] = mapped_column(default=None)
    outcome_words: Mapped[str] = mapped_column(default="")


class CommunityVoice(Base):
    """An everyday thing that comes up again, or a resource somebody wished for, without anybody's name."""

    __tablename__ = "community_voice"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str]
    words: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")  # list resource_theme
    said_by: Mapped[str] = mapped_column(default="")  # list agency_kind
    note: Mapped[str] = mapped_column(default="")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("community_issue.id"), default=None, index=True)


class VoiceSource(Base):
    """Where a voice was heard once. Its case stands only here: no paper shows it."""

    __tablename__ = "voice_source"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    voice_id: Mapped[int] = mapped_column(ForeignKey("community_voice.id"), index=True)
    heard_on: Mapped[date] = mapped_column(index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None, index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), default=None, index=True)
    folded: Mapped[str] = mapped_column(default="")  # the words as heard, so that none is gathered twice
