"""What the office writes about the figures of a fiscal year: why they are as they are, and what only it can count."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class YearBook(Base):
    """One fiscal year; its id is the western year in which it begins, 2026 for 令和8年度."""

    __tablename__ = "year_book"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reasons: Mapped[dict[str, Any]] = mapped_column(
        default_factory=dict
    )  # 背景・理由, by the key of a group of figures
    by_hand: Mapped[dict[str, Any]] = mapped_column(
        default_factory=dict
    )  # what no record tells: numbers by the key of a figure and the month, {"hand_held": {"4": 12}}
