"""Agencies (機関) and the people at their windows (窓口の人)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Agency(Base):
    """An agency, section or group that supports people."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default="")  # list agency_kind
    department: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    phone_note: Mapped[str] = mapped_column(default="")  # 内線12、9時以降
    address: Mapped[str] = mapped_column(default="")
    can_do: Mapped[str] = mapped_column(default="")  # できること
    cannot_do: Mapped[str] = mapped_column(default="")  # できないこと
    how_to_connect: Mapped[str] = mapped_column(default="")  # つなぎ方
    note: Mapped[str] = mapped_column(default="")
    inside_town_hall: Mapped[bool] = mapped_column(default=False)  # 庁内
    confirmed_on: Mapped[date | None] = mapped_column(default=None, index=True)  # 確かめた日: somebody asked them
    retired_on: Mapped[date | None] = mapped_column(default=None)


class Contact(Base):
    """A person at an agency; a registered one is a 構成員 of the support meeting (法106条の6)."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    section: Mapped[str] = mapped_column(default="")  # 係
    post: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")  # list contact_role: 断らない相談マネジャー …
    districts: Mapped[str] = mapped_column(default="")  # 担当地区: 川西、駅前, or 全域
    phone: Mapped[str] = mapped_column(default="")
    easy_to_reach: Mapped[bool] = mapped_column(default=False)  # 話が早い人
    registered_on: Mapped[date | None] = mapped_column(default=None)
    released_on: Mapped[date | None] = mapped_column(default=None)
    pledged_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")

    def is_member(self, on: date) -> bool:
        """Whether this person is a registered 構成員 on that day (bound to secrecy by 法106条の6第5項)."""
        return (
            self.registered_on is not None
            and self.registered_on <= on
            and not (self.released_on is not None and self.released_on <= on)
        )
