"""Informal resources (資源): places, people, shops and gatherings that help without being an agency."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Resource(Base):
    """Something in the neighbourhood that a person can go to, ask, or take part in."""

    __tablename__ = "resource"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default="")  # list resource_kind
    kind_other: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    can_do: Mapped[str] = mapped_column(default="")  # そこでできること
    interests: Mapped[str] = mapped_column(default="")  # 好きなこと・得意と結びつく言葉
    kept_by: Mapped[str] = mapped_column(default="")  # 世話をしている人
    how_to_ask: Mapped[str] = mapped_column(default="")
    open_hours: Mapped[str] = mapped_column(default="")
    cost: Mapped[str] = mapped_column(default="")
    barriers: Mapped[str] = mapped_column(default="")  # 段差、車の要否、苦手な人のこと
    takes_trial: Mapped[bool] = mapped_column(default=False)  # ためしの参加を受けてくれる
    trial_note: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    confirmed_on: Mapped[date | None] = mapped_column(default=None, index=True)  # 確かめた日
    retired_on: Mapped[date | None] = mapped_column(default=None)
