"""Media (USBメモリーなど) that records may leave on: each registered once, and each time one is lent until it is back."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Medium(Base):
    """One medium of the office under its registered number."""

    __tablename__ = "medium"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    number: Mapped[str] = mapped_column(unique=True)  # 登録番号
    kind: Mapped[str] = mapped_column(default="")  # what it is, in words: USBメモリー 32GB
    registered_on: Mapped[date | None] = mapped_column(default=None)
    unfit_on: Mapped[date | None] = mapped_column(default=None)  # not to be used any more since
    unfit_why: Mapped[str] = mapped_column(default="")


class MediumLoan(Base):
    """A line of the ledger: one medium (or the share) that left with records, and how that ended."""

    __tablename__ = "medium_loan"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    medium_id: Mapped[int | None] = mapped_column(ForeignKey("medium.id"), index=True)  # None: a shared folder
    lent_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(default="")
    package: Mapped[str] = mapped_column(default="", index=True)  # name of the handover package on it
    carrier: Mapped[str] = mapped_column(default="")
    approver: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(default=None)  # 返却の期限
    ended_on: Mapped[date | None] = mapped_column(default=None, index=True)
    ending: Mapped[str] = mapped_column(default="")  # list medium_ending
    method: Mapped[str] = mapped_column(default="")  # how it was erased or destroyed
    witness: Mapped[str] = mapped_column(default="")
