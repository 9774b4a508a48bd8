"""The change log: one entry per row an act touched, chained by a keyed hash."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class ChangeEntry(Base):
    """One link of the change log. Never changed, never deleted (triggers refuse it, the chain shows it).

    Only a disposal may take `before`, `after` and `salt` out of a link; `digest` then stands for them in the chain.
    """

    __tablename__ = "change_entry"
    __table_args__ = (Index("ix_change_entry_table_name_row_id", "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)  # sequence without gaps, from 1
    act_number: Mapped[int] = mapped_column(index=True)  # entries of one act share it
    act: Mapped[str]  # the service's name, for example receive_referral
    title: Mapped[str]  # the act in the user's words, for undo and history
    staff_id: Mapped[int | None]
    happened_at: Mapped[datetime]  # UTC
    table_name: Mapped[str] = mapped_column(default="")  # empty for acts that change no row (print, view)
    row_id: Mapped[int | None] = mapped_column(default=None)
    before: Mapped[dict[str, Any] | None] = mapped_column(default=None)  # None: the row was made
    after: Mapped[dict[str, Any] | None] = mapped_column(default=None)  # None: the row was removed
    undoes: Mapped[int | None] = mapped_column(default=None)  # number of the act this one takes back
    salt: Mapped[str] = mapped_column(default="")  # random hex: without it nobody can guess what a digest stands for
    digest: Mapped[str] = mapped_column(default="")  # hex SHA-256 of salt, before and after, once they were disposed of
    hash: Mapped[str] = mapped_column(default="")  # hex HMAC-SHA256 over this entry and the one before
