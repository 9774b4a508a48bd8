"""What a genogram or ecomap holds beyond the household: ties to agencies and places, and where marks were dragged to."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class EcoTie(Base):
    """One line of the ecomap: between a person (or the whole household) and an agency, person or place."""

    __tablename__ = "eco_tie"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    name: Mapped[str] = mapped_column(default="")  # what stands in the circle
    kind: Mapped[str] = mapped_column(default="agency")  # agency, person or place
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), default=None, index=True)
    resource_id: Mapped[int | None] = mapped_column(ForeignKey("resource.id"), default=None, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)  # None: the whole household
    strength: Mapped[str] = mapped_column(default="normal")  # strong, normal, weak or conflict
    direction: Mapped[str] = mapped_column(default="none")  # none, to_person, from_person or both
    tense: Mapped[str] = mapped_column(default="now")  # now (今) or ahead (これから)
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    since_on: Mapped[date | None] = mapped_column(default=None)


class DrawingPlace(Base):
    """How far somebody dragged a mark of a case's drawing from the place the layout gives it, to the right and down."""

    __tablename__ = "drawing_place"
    __table_args__ = (UniqueConstraint("case_id", "drawing", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    drawing: Mapped[str]  # genogram, ecomap_now or ecomap_ahead
    mark: Mapped[str]  # person:12 or tie:3
    left_mm: Mapped[float] = mapped_column(default=0.0)
    top_mm: Mapped[float] = mapped_column(default=0.0)
