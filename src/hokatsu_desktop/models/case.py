"""A case (ケース) of one household, its stages, its periods, and who takes part in it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnClause, ForeignKey, Index, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Stage(StrEnum):
    """Where a case stands; the keys of resources/lists/stage.toml."""

    DRAFT = "draft"  # 下書き
    RECEIVED = "received"  # 受付（回答待ち）
    ARRANGING = "arranging"  # 調整中
    PASSED_ON = "passed_on"  # 既存窓口へ引継ぎ
    SHARED_ONLY = "shared_only"  # 情報共有のみ
    ASSESSING = "assessing"  # 同席・同行でアセスメント
    SUPPORT_MEETING = "support_meeting"  # 支援会議中
    PLANNING = "planning"  # プラン作成中
    SUPPORTING = "supporting"  # 支援中
    MONITORING = "monitoring"  # モニタリング
    WATCHING = "watching"  # 見守り
    CLOSED = "closed"  # 終結
    REOPENED = "reopened"  # 再開
    PAUSED = "paused"  # 中断


DONE_STAGES = (Stage.CLOSED, Stage.PASSED_ON, Stage.SHARED_ONLY)
OPEN_STAGES = frozenset(Stage) - {Stage.DRAFT, *DONE_STAGES}


class Shelf(StrEnum):
    """Which of the lists of cases a case stands in."""

    OPEN = "open"
    DRAFTS = "drafts"
    CLOSED = "closed"
    TRASH = "trash"


_DONE = ", ".join(f"'{stage}'" for stage in DONE_STAGES)
# Indexed together with what lists are ordered by, so that each page is read off an index, however many cases there are.
# SQLite uses such an index only where the query has the very same expression.
ON_SHELF: ColumnClause[str] = literal_column(
    f"CASE WHEN trashed_at IS NOT NULL THEN '{Shelf.TRASH}' WHEN stage = '{Stage.DRAFT}' THEN '{Shelf.DRAFTS}' "
    f"WHEN stage IN ({_DONE}) THEN '{Shelf.CLOSED}' ELSE '{Shelf.OPEN}' END"
)


class Part(StrEnum):
    """How a person takes part in a case."""

    PRINCIPAL = "principal"  # 本人
    SUBJECT = "subject"  # 支援の対象になる家族: their consent counts too
    FAMILY = "family"


class Case(Base):
    """The work with one household, from the referral to the closing, in one or more periods (第1期, 第2期)."""

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_next_on_received_on", "next_on", "received_on"),
        Index("ix_case_shelf_next_on", ON_SHELF, "next_on", "received_on"),
        Index("ix_case_shelf_sort_key", ON_SHELF, "sort_key"),
        Index("ix_case_shelf_received_on", ON_SHELF, "received_on"),
        Index("ix_case_shelf_last_contact_on", ON_SHELF, "last_contact_on"),
        Index("ix_case_shelf_lead_supporter", ON_SHELF, "lead_supporter", "received_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[str | None] = mapped_column(default=None, unique=True)  # R8-012, given when received
    title: Mapped[str] = mapped_column(default="")  # 佐藤世帯
    sort_key: Mapped[str] = mapped_column(default="", index=True)  # folded kana, for lists
    stage: Mapped[str] = mapped_column(default=Stage.DRAFT, index=True)
    received_on: Mapped[date | None] = mapped_column(default=None, index=True)
    attribute: Mapped[str] = mapped_column(default="")  # list attribute: counted
    household_issues: Mapped[list[str]] = mapped_column(default_factory=list)  # list issue_household
    urgency: Mapped[str] = mapped_column(default="")  # list urgency
    urgency_reason: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)  # 事務局の担当
    lead_supporter: Mapped[str] = mapped_column(default="")  # 主担当
    walks_along: Mapped[str] = mapped_column(default="")  # 伴走者
    next_on: Mapped[date | None] = mapped_column(default=None)  # 次の確認日
    next_what: Mapped[str] = mapped_column(default="")
    last_contact_on: Mapped[date | None] = mapped_column(default=None, index=True)
    quiet_until: Mapped[date | None] = mapped_column(default=None)  # 「このままでよい」: silence is no worry until then
    quiet_why: Mapped[str] = mapped_column(default="")
    closing_proposed_on: Mapped[date | None] = mapped_column(default=None)  # 終結候補: a meeting is to talk about it
    closed_on: Mapped[date | None] = mapped_column(default=None)
    can_do_now: Mapped[str] = mapped_column(default="")  # 今できること（同意が取れるまで）
    how_to_approach: Mapped[str] = mapped_column(default="")  # 関わり方・避けること
    warning_signs: Mapped[str] = mapped_column(default="")
    retention_years: Mapped[int | None] = mapped_column(default=None)  # 保存年限; 0: for ever; None: as the office says
    retention_from: Mapped[date | None] = mapped_column(default=None)  # 起算日; None: as the office says
    retention_hold: Mapped[bool] = mapped_column(default=False)  # 廃棄保留
    retention_hold_why: Mapped[str] = mapped_column(default="")
    trashed_at: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_open(self) -> bool:
        """Whether the case is being worked on."""
        return self.stage in OPEN_STAGES


class CasePeriod(Base):
    """One period (期) of a case: reopening begins the next one and keeps the earlier in view."""

    __tablename__ = "case_period"
    __table_args__ = (UniqueConstraint("case_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    opened_on: Mapped[date]
    ordinal: Mapped[int] = mapped_column(default=1)
    opened_why: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None] = mapped_column(default=None)
    close_reason: Mapped[str] = mapped_column(default="")  # list close_reason
    closing_summary: Mapped[str] = mapped_column(default="")
    lead_supporter: Mapped[str] = mapped_column(default="")
    walks_along: Mapped[str] = mapped_column(default="")
    leftovers: Mapped[str] = mapped_column(default="")  # 世帯に残ること
    earlier_would_have_helped: Mapped[str] = mapped_column(default="")
    missing_resources: Mapped[str] = mapped_column(default="")
    reopen_hint: Mapped[str] = mapped_column(default="")
    look_again_on: Mapped[date | None] = mapped_column(default=None, index=True)  # 終結のあと、ようすを見る日
    decided_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), default=None)


class CasePerson(Base):
    """A person's part in a case; the same person may take part in several cases."""

    __tablename__ = "case_person"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[str] = mapped_column(default=Part.PRINCIPAL)


class CaseAgency(Base):
    """An agency that is involved in a case (関わっている機関)."""

    __tablename__ = "case_agency"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), default=None, index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    resource_id: Mapped[int | None] = mapped_column(ForeignKey("resource.id"), default=None, index=True)
    agency_name: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str] = mapped_column(default="")
    what: Mapped[str] = mapped_column(default="")
    since_on: Mapped[date | None] = mapped_column(default=None)
    until_on: Mapped[date | None] = mapped_column(default=None)


class LifeEvent(Base):
    """One fact of the life timeline (生活歴), with its source and the day we learned it."""

    __tablename__ = "life_event"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    happened: Mapped[str] = mapped_column(default="")  # PartialDate text
    what: Mapped[str] = mapped_column(default="")
    own_view: Mapped[str] = mapped_column(default="")  # 本人の受け止め
    source: Mapped[str] = mapped_column(default="")  # だれから
    learned_on: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
