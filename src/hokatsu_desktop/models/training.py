"""The training log (研修・勉強会)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Training(Base):
    """One training: what it was meant for, who came, what is taken along."""

    __tablename__ = "training"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    title: Mapped[str]
    held_on: Mapped[date | None] = mapped_column(default=None, index=True)
    aim: Mapped[str] = mapped_column(default="")
    held_by: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    staff_count: Mapped[int | None] = mapped_column(default=None)
    member_count: Mapped[int | None] = mapped_column(default=None)  # 構成員
    other_count: Mapped[int | None] = mapped_column(default=None)
    explains_secrecy: Mapped[bool] = mapped_column(default=False)  # 守秘の説明をした
    who_came: Mapped[str] = mapped_column(default="")
    materials: Mapped[str] = mapped_column(default="")
    taken_along: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")

    @property
    def people(self) -> int:
        """How many people came, as far as it was written down."""
        return sum(count or 0 for count in (self.staff_count, self.member_count, self.other_count))


class TrainingGuest(Base):
    """Somebody who came to a training, by name and where they belong."""

    __tablename__ = "training_guest"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    agency_name: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    came_as: Mapped[str] = mapped_column(default="")  # list training_guest: staff, member or other
