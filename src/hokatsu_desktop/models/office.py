"""The office that owns the store, its staff, and where each of them last was."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class StaffRole(StrEnum):
    """What a member of staff may do."""

    WORKER = "worker"  # 担当
    CHIEF = "chief"  # 所属長: the second person for acts that need two
    VIEWER = "viewer"  # 閲覧のみ


class OfficeMode(StrEnum):
    """How the town stands to the programme; decides labels and legal words (resources/law)."""

    LAYERED = "layered"  # 重層実施
    PREPARING = "preparing"  # 移行準備
    SUPPORT_ONLY = "support_only"  # 未実施（支援会議のみ）
    CONSOLIDATED = "consolidated"  # 機能集約（小規模）


class OfficeModeChange(Base):
    """From a day on the town stands to the programme in another way; earlier days keep the earlier one."""

    __tablename__ = "office_mode_change"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    mode: Mapped[str]  # OfficeMode
    from_on: Mapped[date] = mapped_column(unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)


class Office(Base):
    """The one office of a store (事務局)."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    town: Mapped[str]
    department: Mapped[str]
    prefecture: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mode: Mapped[str] = mapped_column(default=OfficeMode.LAYERED)  # until the first OfficeModeChange
    practice: Mapped[bool] = mapped_column(default=False)  # 練習用: printed on every page
    answer_days: Mapped[int] = mapped_column(default=7)  # 回答(C票)までの日数
    layered_needs_consent: Mapped[bool] = mapped_column(default=True)
    ground_rules: Mapped[str] = mapped_column(default="")  # 心得, the town's own words
    settings: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class Staff(Base):
    """A member of staff (職員) who opens the store."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default=StaffRole.WORKER)
    key_slot: Mapped[str] = mapped_column(default="")  # which slot of store.keys is theirs
    temporary_key: Mapped[bool] = mapped_column(default=False)  # 仮の合言葉: to be replaced by one of their own
    joined_on: Mapped[date | None] = mapped_column(default=None)
    left_on: Mapped[date | None] = mapped_column(default=None)


class ScreenState(Base):
    """Where a member of staff was when the program last closed or locked."""

    __tablename__ = "screen_state"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), unique=True)
    place: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    unsent: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)  # words of forms not sent yet, by place
    seen_link: Mapped[int] = mapped_column(default=0)  # the link of the log up to which they looked at きょう
