"""People, households, and how the members of a household belong together."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Person(Base):
    """A person somebody worries about, or a member of their family. Never holds a マイナンバー."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(default="")  # as typed, never rewritten
    kana: Mapped[str] = mapped_column(default="", index=True)
    called: Mapped[str] = mapped_column(default="")  # 呼び名, while the name is unknown
    sex: Mapped[str] = mapped_column(default="")  # list sex
    birth: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and what was typed
    died_on: Mapped[str] = mapped_column(default="")  # PartialDate text
    postcode: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")  # 行政区・自治会
    no_fixed_address: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(default="")
    contact_care: Mapped[str] = mapped_column(default="")  # 連絡の可否・時間帯・配慮

    @property
    def shown_name(self) -> str:
        """The name for screens and papers: 氏名, else 呼び名, else 「氏名不明の方」."""
        return self.name or self.called or "氏名不明の方"


class Household(Base):
    """A household (世帯), the unit of support."""

    __tablename__ = "household"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    title: Mapped[str] = mapped_column(default="")  # 佐藤世帯
    household_type: Mapped[str] = mapped_column(default="")  # list household_type
    note: Mapped[str] = mapped_column(default="")


class HouseholdMember(Base):
    """One person in one household, with the kinship seen from one other person."""

    __tablename__ = "household_member"
    __table_args__ = (UniqueConstraint("household_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kinship: Mapped[str] = mapped_column(default="")  # list kinship, seen from relative_to
    relative_to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    second_label: Mapped[str] = mapped_column(default="")  # 長男、次女
    lives_together: Mapped[bool] = mapped_column(default=True)
    key_person: Mapped[bool] = mapped_column(default=False)
    lives_where: Mapped[str] = mapped_column(default="")  # 別居のとき、どこに
    occupation: Mapped[str] = mapped_column(default="")  # 就労・通学
    health: Mapped[str] = mapped_column(default="")  # 健康・障害・介護
    supports: Mapped[str] = mapped_column(default="")  # だれを支えているか
    note: Mapped[str] = mapped_column(default="")
    since: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words: いつから世帯に
    until_on: Mapped[date | None] = mapped_column(default=None)


class Kinship(Base):
    """A tie between two people, for the genogram: parent, partner, former partner."""

    __tablename__ = "kinship_tie"
    __table_args__ = (UniqueConstraint("person_id", "other_id", "tie"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    tie: Mapped[str]  # "parent" (person is parent of other), "partner", "divorced", "common_law"
    learned_on: Mapped[date | None] = mapped_column(default=None)
