"""Things to do (やること): one shape for every promise, whatever act it came from."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class TaskOrigin(StrEnum):
    """The act a task came from."""

    TYPED = "typed"
    ANSWER = "answer"  # 回答の次の一手
    FOLLOW_UP = "follow_up"  # 回答のあとに、様子を聞くこと
    DECISION = "decision"
    OPEN_QUESTION = "open_question"
    PLAN_ROW = "plan_row"
    CONSENT = "consent"  # 「同意が取れたら」
    VISIT = "visit"  # the next try of a visit (アウトリーチ)
    PARTICIPATION = "participation"  # asking how it goes at a place (参加支援)


class TaskEnding(StrEnum):
    """What becomes of a task when its case is closed; the keys of resources/lists/task_ending.toml."""

    DONE = "done"
    HANDED = "handed"
    KEPT = "kept"  # still to be done after the closing
    DROPPED = "dropped"


class Task(Base):
    """One thing somebody does by some day."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_origin_origin_id", "origin", "origin_id"),
        Index("ix_task_to_do", "due_on", sqlite_where=text("done_on IS NULL")),  # what is done grows without end
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    what: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None, index=True)
    who: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    due_words: Mapped[str] = mapped_column(default="")  # 毎月, when it is not a day
    done_on: Mapped[date | None] = mapped_column(default=None)
    waits_for_consent: Mapped[bool] = mapped_column(default=False)  # 「同意が取れたら」: asleep until then
    origin: Mapped[str] = mapped_column(default=TaskOrigin.TYPED)
    origin_id: Mapped[int | None] = mapped_column(default=None)
    ending: Mapped[str] = mapped_column(default="")  # list task_ending: said for the closing, true once it is done
    ending_words: Mapped[str] = mapped_column(default="")  # to whom it was handed, or why it was dropped
