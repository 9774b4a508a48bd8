"""The days on which putting back a backup was rehearsed (復元訓練)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class BackupDrill(Base):
    """One rehearsal with one backup, and how it went."""

    __tablename__ = "backup_drill"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    done_on: Mapped[date] = mapped_column(index=True)
    backup_made_at: Mapped[str]  # ISO 8601 with zone: which backup it was
    place: Mapped[str] = mapped_column(default="")  # このパソコンの中, 2つ目の置き場所, …
    cases: Mapped[int] = mapped_column(default=0)  # how many the backup had
    trouble: Mapped[str] = mapped_column(default="")  # empty when it passed
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
