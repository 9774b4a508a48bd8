"""Consent (同意) of each person, and which meeting it allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class ConsentState(StrEnum):
    """The state of a person's consent; the keys of resources/lists/consent.toml."""

    GIVEN = "given"  # 同意あり
    PARTIAL = "partial"  # 一部同意
    REFUSED = "refused"  # 同意なし（拒否）
    UNCONFIRMED = "unconfirmed"  # 未確認
    UNABLE = "unable"  # 確認できる状態にない
    WITHDRAWN = "withdrawn"  # 撤回


class Consent(Base):
    """What one person agreed to in one case, at one time. The newest row of a person counts."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_state_review_on", "state", "review_on"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str] = mapped_column(default=ConsentState.UNCONFIRMED)
    give: Mapped[bool] = mapped_column(default=False)  # 関係機関へ提供してよい
    take: Mapped[bool] = mapped_column(default=False)  # 関係機関から集めてよい
    categories: Mapped[list[str]] = mapped_column(default_factory=list)  # list consent_category
    agencies: Mapped[str] = mapped_column(default="")  # 相手の機関
    method: Mapped[str] = mapped_column(default="")  # list consent_method
    relation: Mapped[str] = mapped_column(default="")  # 代筆した人と続柄, 後見人
    heard_by: Mapped[str] = mapped_column(default="")  # 口頭のとき聞いた職員2名
    obtained_on: Mapped[date | None] = mapped_column(default=None)
    explained_by: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None] = mapped_column(default=None)
    withdrawn_on: Mapped[date | None] = mapped_column(default=None)
    withdrawn_why: Mapped[str] = mapped_column(default="")
    reason_without: Mapped[str] = mapped_column(default="")  # 同意が得られない理由・状況
    basis_without: Mapped[str] = mapped_column(default="")  # list consent_basis


@dataclass(frozen=True)
class ConsentSummary:
    """The consent of a household: who agreed and who has not."""

    agreed: tuple[str, ...]
    missing: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()  # of those missing, who has taken it back
    partial: tuple[str, ...] = ()  # of those missing, who has agreed to a part

    @property
    def state(self) -> ConsentState:
        """GIVEN when all whose consent counts agreed, PARTIAL when some did, else UNCONFIRMED."""
        if not self.missing:
            return ConsentState.GIVEN if self.agreed else ConsentState.UNCONFIRMED
        return ConsentState.PARTIAL if self.agreed else ConsentState.UNCONFIRMED

    @property
    def words(self) -> str:
        """A few words for lists and sheets: 同意あり, 佐藤ハナさんのみ同意, 同意なし."""
        if not self.missing and self.agreed:
            return "同意あり"
        if self.agreed:
            return "、".join(self.agreed) + "のみ同意"
        return "同意なし・未確認"


def agrees(consent: Consent | None) -> bool:
    """Whether a person agreed both to giving and to taking information (both are needed: 盛岡市の共通ルール)."""
    return consent is not None and consent.state == ConsentState.GIVEN and consent.give and consent.take


def summarise(people: Iterable[tuple[str, Consent | None]]) -> ConsentSummary:
    """The summary for the people whose consent counts, each given as (shown name, newest consent or None)."""
    rows = tuple(people)
    return ConsentSummary(
        agreed=tuple(name for name, consent in rows if agrees(consent)),
        missing=tuple(name for name, consent in rows if not agrees(consent)),
        withdrawn=_in_state(rows, ConsentState.WITHDRAWN),
        partial=_in_state(rows, ConsentState.PARTIAL),
    )


def _in_state(rows: Iterable[tuple[str, Consent | None]], state: ConsentState) -> tuple[str, ...]:
    return tuple(name for name, consent in rows if consent is not None and consent.state == state)
