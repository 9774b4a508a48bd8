"""The weekly look through the referrals (つなぎの確認): when it was, who took part, which referrals were looked at."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class ReferralReview(Base):
    """One look through the new referrals; there is at most one a day."""

    __tablename__ = "referral_review"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    held_on: Mapped[date] = mapped_column(unique=True)
    took_part: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")  # 気づいたこと


class ReferralLook(Base):
    """One referral that was looked at (見た), by whom and when, and what comes next for it."""

    __tablename__ = "referral_look"
    __table_args__ = (UniqueConstraint("review_id", "referral_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    review_id: Mapped[int] = mapped_column(ForeignKey("referral_review.id"), index=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    looked_on: Mapped[date]
    by: Mapped[str] = mapped_column(default="")
    next_words: Mapped[str] = mapped_column(default="")  # このあと
