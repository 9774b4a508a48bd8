"""The look at every member of a household before a case is closed."""

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Left(StrEnum):
    """What is left to do for a person; the keys of resources/lists/closing_left.toml."""

    NOTHING = "nothing"
    CARRIED = "carried"  # somebody else carries it
    OPEN = "open"


class ClosingLook(Base):
    """What is left for one member of the household at the end of a period, and who carries it."""

    __tablename__ = "closing_look"
    __table_args__ = (UniqueConstraint("period_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("case_period.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    left: Mapped[str] = mapped_column(default="")  # list closing_left
    words: Mapped[str] = mapped_column(default="")  # who carries it, or what is open
