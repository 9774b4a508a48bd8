"""Meetings (会議): kinds, series, agenda, attendance, and what was decided for each case."""

from datetime import date, time
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base
from hokatsu_desktop.models.consent import ConsentState, ConsentSummary


class MeetingBasis(StrEnum):
    """The legal basis of a meeting, apart from its local name; the keys of resources/lists/meeting_basis.toml."""

    SUPPORT = "support"  # 支援会議（社会福祉法106条の6）
    LAYERED = "layered"  # 重層的支援会議
    NEEDY = "needy"  # 支援会議（生活困窮者自立支援法9条）
    NEEDY_COORDINATION = "needy_coordination"  # 支援調整会議
    PUBLIC_ASSISTANCE = "public_assistance"  # 調整会議（生活保護法27条の3）
    CHILD_PROTECTION = "child_protection"  # 要対協 個別ケース検討会議
    COMMUNITY_CARE = "community_care"  # 地域ケア個別会議
    DISABILITY = "disability"  # 自立支援協議会
    ISOLATION = "isolation"  # 孤独・孤立対策地域協議会
    INTERNAL = "internal"  # 庁内会議（援助方針）
    COMMUNITY = "community"  # 見守り・地域の会議
    TRAINING = "training"  # 研修（架空事例）


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"  # decisions are recorded, minutes may print


class Meeting(Base):
    """One meeting."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_state_held_on", "state", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]  # the local name
    basis: Mapped[str]  # MeetingBasis
    held_on: Mapped[date] = mapped_column(index=True)
    fiscal_year: Mapped[int]
    ordinal: Mapped[int]  # 第n回 within the year and basis
    number: Mapped[str] = mapped_column(unique=True)  # R8-支-05
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"), default=None)
    begins_at: Mapped[time | None] = mapped_column(default=None)
    minutes: Mapped[int] = mapped_column(default=90)
    place: Mapped[str] = mapped_column(default="")
    facilitator: Mapped[str] = mapped_column(default="")
    recorder: Mapped[str] = mapped_column(default="")
    aims: Mapped[list[str]] = mapped_column(default_factory=list)  # list meeting_aim
    aim_text: Mapped[str] = mapped_column(default="")
    goal: Mapped[str] = mapped_column(default="")  # 到達点
    goal_result: Mapped[str] = mapped_column(default="")  # reached, carried or empty
    goal_carried: Mapped[str] = mapped_column(default="")  # 次回に持ち越すこと
    time_template: Mapped[str] = mapped_column(default="")
    secrecy_read: Mapped[bool] = mapped_column(default=False)  # 守秘の確認を読み上げた
    state: Mapped[str] = mapped_column(default=MeetingState.PLANNED)
    handout_rule: Mapped[str] = mapped_column(default="collect")  # list handout_rule
    next_on: Mapped[date | None] = mapped_column(default=None)
    whiteboard: Mapped[str] = mapped_column(default="")
    readied: Mapped[list[str]] = mapped_column(default_factory=list)  # what was ticked by hand before it


class AgendaItem(Base):
    """One line of the 次第 with its minutes."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    minutes: Mapped[int] = mapped_column(default=0)
    meeting_case_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_case.id"), default=None)
    spent_minutes: Mapped[int | None] = mapped_column(default=None)  # by the timer, when the meeting ended


class MeetingCase(Base):
    """One case at one meeting: what was shared, how it was read, and what follows."""

    __tablename__ = "meeting_case"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int] = mapped_column(default=1)
    basis: Mapped[str] = mapped_column(default=MeetingBasis.SUPPORT)  # one meeting may hold both kinds
    submitter: Mapped[str] = mapped_column(default="")  # 提出者
    consent_words: Mapped[str] = mapped_column(default="")  # consent as it stood on the day
    shared_basis: Mapped[str] = mapped_column(default="")  # 共有の根拠, list consent_basis
    stuck_on: Mapped[str] = mapped_column(default="")  # 提出者が困っていること
    shared: Mapped[str] = mapped_column(default="")  # 共有した情報
    strengths: Mapped[str] = mapped_column(default="")  # 強み・小さな変化
    formulation: Mapped[str] = mapped_column(default="")  # 課題の見立て
    wished_life: Mapped[str] = mapped_column(default="")  # 目指す姿
    direction: Mapped[str] = mapped_column(default="")
    supporter_load: Mapped[str] = mapped_column(default="")  # 支援者のしんどさ・気づき
    still_to_ask: Mapped[list[dict[str, str]]] = mapped_column(default_factory=list)  # 欠席・今後お願いする機関
    lead_supporter: Mapped[str] = mapped_column(default="")
    hub: Mapped[str] = mapped_column(default="")  # 連絡の中心
    resource_wish: Mapped[str] = mapped_column(default="")  # こんな資源があれば
    verdict: Mapped[str] = mapped_column(default="")  # list meeting_verdict
    without_plan: Mapped[bool] = mapped_column(default=False)  # 役割だけで進める: no formal プラン is made of it
    next_on: Mapped[date | None] = mapped_column(default=None)
    read_out: Mapped[str] = mapped_column(
        default=""
    )  # next date and lead supporter as they were read out and confirmed


class Attendance(Base):
    """One person at one meeting."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
    agency_name: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="member")  # member, guest or principal
    presence: Mapped[str] = mapped_column(default="invited")  # invited, present or absent
    pledged_on: Mapped[date | None] = mapped_column(default=None)

    @property
    def shown(self) -> str:
        """Agency and name as printed in a role table: 「水道課　山本」."""
        return "　".join(word for word in (self.agency_name, self.name) if word)


class Decision(Base):
    """Who does what by when: one row of the 支援計画 of a case at a meeting."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_case_id: Mapped[int] = mapped_column(ForeignKey("meeting_case.id"), index=True)
    position: Mapped[int]
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"), default=None)
    who: Mapped[str] = mapped_column(default="")
    what: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")  # list role
    due: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words such as 毎月
    contact: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    no_role_reason: Mapped[str] = mapped_column(default="")
    dropped_why: Mapped[str] = mapped_column(default="")  # やめたわけ
    carried_from_id: Mapped[int | None] = mapped_column(default=None, index=True)  # the decision it takes the place of
    read_out: Mapped[str] = mapped_column(default="")  # the words that were read out and confirmed by everybody


class OpenQuestion(Base):
    """Something nobody knows yet, who finds it out, and by when."""

    __tablename__ = "open_question"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    meeting_case_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_case.id"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(default="")
    finder: Mapped[str] = mapped_column(default="")
    due: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
    found: Mapped[str] = mapped_column(default="")
    found_on: Mapped[date | None] = mapped_column(default=None)


def why_not_layered(consent: ConsentSummary) -> str:
    """Why a 重層的支援会議 may not take this household, in words; empty when it may.

    A 重層的支援会議 shares what the people agreed to share; without consent the 支援会議 of
    社会福祉法106条の6 is the place, because its members are bound to secrecy by law.
    """
    if consent.withdrawn:
        return f"{'、'.join(consent.withdrawn)}が同意を取りやめています。"
    match consent.state:
        case ConsentState.GIVEN:
            return ""
        case _ if consent.partial:
            return f"{'、'.join(consent.partial)}の同意は、一部だけです。"
        case ConsentState.PARTIAL:
            who = "、".join(consent.missing)
            return f"{who}の同意がまだありません。"
        case _:
            return "本人の同意がまだ確認されていません。"
