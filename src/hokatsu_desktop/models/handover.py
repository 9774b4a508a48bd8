"""A handover (引継ぎ) of the whole store to the next person: to whom, by which ways, and what became of it."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Handover(Base):
    """One handover, written down before the package is made, so that the package holds it too."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    begun_on: Mapped[date]
    from_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)  # 前任者
    from_name: Mapped[str] = mapped_column(default="")
    to_name: Mapped[str] = mapped_column(default="")  # 後任者
    to_post: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")  # list handover_reason
    effective_on: Mapped[date | None] = mapped_column(default=None)  # 引継ぎの日
    approver: Mapped[str] = mapped_column(default="")  # 承認者（所属長）
    medium_route: Mapped[str] = mapped_column(default="")  # list handover_route
    medium_number: Mapped[str] = mapped_column(default="")  # 媒体の登録番号
    code_route: Mapped[str] = mapped_column(default="")  # list handover_route, another one
    carrier: Mapped[str] = mapped_column(default="")  # 運ぶ人
    case_ids: Mapped[list[int]] = mapped_column(default_factory=list)  # each gets its ケース引継ぎ別紙
    package: Mapped[str] = mapped_column(default="")  # the folder's name
    arrive_by: Mapped[date | None] = mapped_column(default=None)  # 受領の数字が届くはずの日
    accepted_on: Mapped[date | None] = mapped_column(default=None)
    accepted_by: Mapped[str] = mapped_column(default="")
    read_case_ids: Mapped[list[int]] = mapped_column(default_factory=list)  # 読んだ, ticked by the successor
    first_week_closed: Mapped[bool] = mapped_column(default=False)  # by the successor, before seven days were over
    unsealed_why: Mapped[str] = mapped_column(default="")
