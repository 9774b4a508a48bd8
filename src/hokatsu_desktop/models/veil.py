"""A case closed to one member of staff (見せない職員), because they are a relative or a neighbour of the household."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Veil(Base):
    """From when to when one member of staff does not see one case; it stays in the records after it was lifted."""

    __tablename__ = "veil"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    why: Mapped[str]
    since_on: Mapped[date]
    by_staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
    lifted_on: Mapped[date | None] = mapped_column(default=None)
    lifted_by_staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
