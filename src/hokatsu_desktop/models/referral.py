"""Referrals (つなぎ) to the office and the office's answers (回答、C票)."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Reply(StrEnum):
    """The six ways to answer a referral (高島市 C票); the keys of resources/lists/reply.toml."""

    PASS_ON = "pass_on"  # 既存の制度・ネットワークにつなぐ
    SHARE = "share"  # 既に支援している機関に情報共有する
    SUPPORT_MEETING = "support_meeting"  # 支援会議を開く
    PROGRAMMES = "programmes"  # 参加支援・アウトリーチ等の利用を検討する
    ACCOMPANY = "accompany"  # 相談に同席・同行訪問する
    OTHER = "other"


class Referral(Base):
    """Somebody connects a household to the office. Three facts are enough to receive it."""

    __tablename__ = "referral"
    __table_args__ = (
        Index(
            "ix_referral_waiting", "answer_due_on", sqlite_where=text("received_on IS NOT NULL AND answered_on IS NULL")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    period_ordinal: Mapped[int] = mapped_column(default=1)
    received_on: Mapped[date | None] = mapped_column(default=None, index=True)  # None while a draft
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)  # 受付者
    submitted_on: Mapped[date | None] = mapped_column(default=None)  # 提出日
    intake_mode: Mapped[str] = mapped_column(default="")  # list intake_mode
    route: Mapped[str] = mapped_column(default="")  # list route
    referrer_kind: Mapped[str] = mapped_column(default="")  # list referrer
    from_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), default=None)
    from_contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    from_agency_name: Mapped[str] = mapped_column(default="")
    from_contact_name: Mapped[str] = mapped_column(default="")
    from_phone: Mapped[str] = mapped_column(default="")
    worries: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)  # {"most": key, "also": [keys]}, list topic
    worries_other: Mapped[str] = mapped_column(default="")
    issue_view: Mapped[str] = mapped_column(default="")  # 課題認識
    stuck_on: Mapped[str] = mapped_column(default="")  # 提出者が困っていること
    wished_replies: Mapped[list[str]] = mapped_column(default_factory=list)  # list reply
    answer_due_on: Mapped[date | None] = mapped_column(default=None)
    answered_on: Mapped[date | None] = mapped_column(default=None)  # as in the Answer, to find what waits by one index


class Answer(Base):
    """The office's answer to a referral; one per referral, earlier wordings are in the change log."""

    __tablename__ = "answer"
    __table_args__ = (
        Index(
            "ix_answer_to_tell", "answered_on", sqlite_where=text("answered_on IS NOT NULL AND told_back_on IS NULL")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), unique=True)
    answered_on: Mapped[date | None] = mapped_column(default=None, index=True)  # None while a draft
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
    answered_by: Mapped[str] = mapped_column(default="")
    replies: Mapped[list[str]] = mapped_column(default_factory=list)  # Reply keys
    replies_other: Mapped[str] = mapped_column(default="")
    checks: Mapped[list[str]] = mapped_column(default_factory=list)  # list pass_on_check
    checks_other: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_due_on: Mapped[date | None] = mapped_column(default=None)
    told_back_on: Mapped[date | None] = mapped_column(default=None)  # つなぎ元へ結果を伝えた日
    told_back: Mapped[str] = mapped_column(default="")
    told_back_way: Mapped[str] = mapped_column(default="")  # list told_way
