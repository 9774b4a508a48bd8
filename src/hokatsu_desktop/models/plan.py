"""Support plans (支援プラン), their rows, and monitoring dates."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class PlanKind(StrEnum):
    """Which plan this is; the keys of resources/lists/plan_kind.toml."""

    FIRST = "first"
    AGAIN = "again"
    CHANGED = "changed"
    CLOSING = "closing"


class Plan(Base):
    """A 支援プラン兼利用申込書 of one case."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)  # R8-012-P1
    kind: Mapped[str] = mapped_column(default=PlanKind.FIRST)
    made_on: Mapped[date | None] = mapped_column(default=None)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
    made_by: Mapped[str] = mapped_column(default="")
    meeting_case_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_case.id"), default=None, index=True)
    wish: Mapped[str] = mapped_column(default="")  # 本人・世帯の希望（目指す暮らし）
    issues: Mapped[str] = mapped_column(default="")  # 課題の整理（支援機関が抱える課題を含む）
    goal_long: Mapped[str] = mapped_column(default="")
    goal_short: Mapped[str] = mapped_column(default="")
    direction: Mapped[str] = mapped_column(default="")
    own_efforts: Mapped[str] = mapped_column(default="")  # 本人・家族が取り組むこと
    informal: Mapped[str] = mapped_column(default="")  # 地域・インフォーマルな支え
    lead_supporter: Mapped[str] = mapped_column(default="")
    uses_outreach: Mapped[str] = mapped_column(default="")  # yes, no or empty
    outreach_text: Mapped[str] = mapped_column(default="")
    uses_participation: Mapped[str] = mapped_column(default="")
    participation_text: Mapped[str] = mapped_column(default="")
    period_from: Mapped[date | None] = mapped_column(default=None)
    period_until: Mapped[date | None] = mapped_column(default=None, index=True)
    next_on: Mapped[date | None] = mapped_column(default=None)  # 次回モニタリング
    emergency: Mapped[str] = mapped_column(default="")  # 緊急時・急変時の対応
    verdict: Mapped[str] = mapped_column(default="")  # list plan_verdict
    decided_on: Mapped[date | None] = mapped_column(default=None)  # 支援決定
    agreed_on: Mapped[date | None] = mapped_column(default=None)  # 本人同意


class PlanRow(Base):
    """One role of a plan: who does what by when, how, and how it is checked."""

    __tablename__ = "plan_row"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    who: Mapped[str] = mapped_column(default="")
    what: Mapped[str] = mapped_column(default="")
    due: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
    how: Mapped[str] = mapped_column(default="")
    check: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")


class Monitoring(Base):
    """A day on which a case is looked at again (モニタリング)."""

    __tablename__ = "monitoring"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    due_on: Mapped[date] = mapped_column(index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)
    change: Mapped[str] = mapped_column(default="")  # better, same or worried
    memo: Mapped[str] = mapped_column(default="")


class RoleReview(Base):
    """What became of one role by the day a case was looked at again; the role's words as they stood then."""

    __tablename__ = "role_review"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    monitoring_id: Mapped[int] = mapped_column(ForeignKey("monitoring.id"), index=True)
    origin: Mapped[str]  # plan_row or decision, as of a task
    origin_id: Mapped[int]  # no foreign key: a row of a plan may be taken out later
    role: Mapped[str]  # 水道課　山本：止水を待つ
    state: Mapped[str] = mapped_column(default="")  # list role_state
    who: Mapped[str] = mapped_column(default="")  # who did it, when it was somebody else
    why: Mapped[str] = mapped_column(default="")  # what is not done, and why
