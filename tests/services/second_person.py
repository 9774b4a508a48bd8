"""A second person who agrees."""

from sqlalchemy.orm import Session

from hokatsu_desktop.services.second_person import BY_SHEET_WORDS, Approval, TwoPersonAct


def agreed(
    session: Session,
    wanted: TwoPersonAct = TwoPersonAct.PACKAGE,
    *,
    approver_id: int | None = None,
    words: str = "課長 太郎",
) -> Approval:
    """What the window gives after the digits of the recovery sheet, or the passphrase of somebody."""
    return Approval(wanted, session.info["staff_id"], approver_id, words or BY_SHEET_WORDS)
