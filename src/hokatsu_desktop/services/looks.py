"""The weekly look through the referrals (届いたつなぎの確認): who took part, what was looked at, what comes next."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Referral, ReferralLook, ReferralReview, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.answers import Row

WORDS = ("took_part", "words")


def newest_review(session: Session) -> ReferralReview | None:
    """The last weekly look, also one of today that is going on."""
    return session.scalar(select(ReferralReview).order_by(ReferralReview.held_on.desc()).limit(1))


def todays_review(session: Session) -> ReferralReview | None:
    """The look of today, if it has begun."""
    return session.scalar(select(ReferralReview).where(ReferralReview.held_on == today(session)))


def mark_looked(session: Session, referral_id: int, next_words: str = "") -> ReferralLook:
    """Mark a referral as looked at today and say what comes next; marking it again the same day changes the words.

    Raises Refusal for a referral that is not received yet.
    """
    referral = still_there(session, Referral, referral_id)
    if referral.received_on is None:
        raise Refusal("まだ受け付けていない、書きかけのつなぎです。先に受け付けてください。")
    with act(session, "look_at_referral", "届いたつなぎを見る"):
        review = begun_review(session)
        look = session.scalar(
            select(ReferralLook).where(ReferralLook.review_id == review.id, ReferralLook.referral_id == referral_id)
        )
        if look is None:
            look = ReferralLook(
                review_id=review.id, referral_id=referral_id, case_id=referral.case_id, looked_on=review.held_on
            )
            session.add(look)
        look.by = staff_name(session)
        look.next_words = next_words.strip() or look.next_words
        session.flush()
    return look


def save_review(session: Session, **words: str) -> ReferralReview:
    """Keep who takes part in the look of today and what was noticed, by attribute name."""
    with act(session, "save_review", "つなぎの確認を書く"):
        review = begun_review(session)
        for name, value in words.items():
            if name not in WORDS:
                raise KeyError(name)
            setattr(review, name, value)
    return review


def begun_review(session: Session) -> ReferralReview:
    """The look of today, begun now if it was not; whoever begins it takes part."""
    review = todays_review(session)
    if review is None:
        review = ReferralReview(held_on=today(session), took_part=staff_name(session))
        session.add(review)
        session.flush()
    return review


def staff_name(session: Session) -> str:
    """The name of who is working."""
    staff = session.get(Staff, session.info.get("staff_id") or 0)
    return staff.name if staff is not None else ""


def look_rows(session: Session, review: ReferralReview) -> list[Row]:
    """The referrals that were looked at, in the order in which it was done."""
    rows = session.execute(
        select(ReferralLook, Referral, Case)
        .join(Referral, Referral.id == ReferralLook.referral_id)
        .join(Case, Case.id == ReferralLook.case_id)
        .where(ReferralLook.review_id == review.id)
        .order_by(ReferralLook.id)
    )
    return [
        {
            "case": "\n".join(filter(None, (case.number or "", case.title))),
            "came": "\n".join(filter(None, (came_on(referral), referral.from_agency_name))),
            "next": look.next_words,
            "by": look.by,
        }
        for look, referral, case in rows
    ]


def came_on(referral: Referral) -> str:
    """The day a referral was received."""
    return short(referral.received_on) if referral.received_on else ""
