"""What is left for each member of a household when a case is closed, and who minds it."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Leftover(Base):
    """One member of the household in the last look before the closing; 「なし」 is an answer, an empty text is none."""

    __tablename__ = "leftover"
    __table_args__ = (UniqueConstraint("period_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("case_period.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    what: Mapped[str] = mapped_column(default="")
    minds: Mapped[str] = mapped_column(default="")  # 気にかける人
