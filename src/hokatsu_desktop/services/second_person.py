"""もう一人の確認: six acts that one person cannot do alone, who may agree to them, and the line it leaves in the log."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Staff, StaffRole
from hokatsu_desktop.services.acts import note_fact
from hokatsu_desktop.services.office import present_staff, the_office
from hokatsu_desktop.services.refusal import Refusal

BY_SHEET_WORDS = "復旧シート（職員が一人のため）"
_ORDER = (StaffRole.CHIEF, StaffRole.WORKER, StaffRole.VIEWER)  # who is asked before whom


class TwoPersonAct(StrEnum):
    """What one person cannot do alone."""

    PACKAGE = "package"
    RESTORE_OVER = "restore_over"
    OTHER_LINE = "other_line"
    UNSEAL = "unseal"
    BULK_EXPORT = "bulk_export"
    DISPOSAL = "disposal"

    @property
    def words(self) -> str:
        """What is done, to stand before 「には」."""
        return _WORDS[self]


_WORDS = {
    TwoPersonAct.PACKAGE: "引継ぎパッケージの書き出し",
    TwoPersonAct.RESTORE_OVER: "控えをいまの台帳に置きかえること",
    TwoPersonAct.OTHER_LINE: "分かれたパッケージのほうを続けること",
    TwoPersonAct.UNSEAL: "封を解くこと",
    TwoPersonAct.BULK_EXPORT: "多くのケースをまとめてファイルにすること",
    TwoPersonAct.DISPOSAL: "記録の廃棄",
}


@dataclass(frozen=True)
class Approver:
    """Somebody who may agree, and the slot that their passphrase opens."""

    staff_id: int
    name: str = field(repr=False)
    slot_id: str


@dataclass(frozen=True)
class Approval:
    """Somebody else than the maker agreed to one act, on this PC, with a passphrase of their own.

    `approver_id` None: the office has one person, and the digits of the recovery sheet stood for the second.
    """

    act: TwoPersonAct
    maker_id: int
    approver_id: int | None
    approver_words: str = field(repr=False)  # the name, or what stood for it


def who_may_agree(session: Session, slots: Collection[str] | None = None) -> tuple[Approver, ...]:
    """Who may be the second person for whoever is working: 所属長; without another one the colleagues who write, then the rest.

    Only who opens the store with a passphrase of their own (`slots`: those that open it now), everybody in a practice
    town. Nobody: the recovery sheet counts as the second person.
    """
    maker_id, practice = session.info.get("staff_id"), the_office(session).practice
    others = [one for one in present_staff(session) if one.id != maker_id and (practice or _has_own_key(one, slots))]
    for role in _ORDER:
        if found := [one for one in others if one.role == role]:
            return tuple(Approver(one.id, one.name, one.key_slot) for one in found)
    return ()


def write_down_approval(session: Session, approval: Approval | None, wanted: TwoPersonAct) -> Approval:
    """Leave in the act under way who made it and who agreed; gives that. Raises Refusal without another person's approval."""
    agreed = checked_approval(session, approval, wanted)
    note_fact(
        session,
        "second_person",
        "もう一人が確かめる",
        needed_for=wanted,
        maker=agreed.maker_id,
        approver=agreed.approver_id,
        by_sheet=agreed.approver_id is None,
    )
    return agreed


def checked_approval(session: Session, approval: Approval | None, wanted: TwoPersonAct) -> Approval:
    """The approval, if somebody else agreed to this very act.

    Raises Refusal for none, for one of something else, of the maker, or of somebody without a key.
    """
    if approval is None or approval.act != wanted or approval.maker_id != session.info.get("staff_id"):
        raise Refusal(
            f"{wanted.words}には、もう一人の確認が要ります。"
            "所属長（いないときは、ほかの職員）に、このパソコンで合言葉を入れてもらってください。まだ何も変わっていません。"
        )
    if approval.approver_id is None:
        return approval
    approver = session.get(Staff, approval.approver_id)
    may = approver is not None and approver.left_on is None and (the_office(session).practice or _has_own_key(approver))
    if not may or approval.approver_id == approval.maker_id:
        raise Refusal(
            f"{wanted.words}は、する人と確かめる人が別でなければなりません。"
            "自分の合言葉を持つ、ほかの職員に確かめてもらってください。まだ何も変わっていません。"
        )
    return approval


def _has_own_key(one: Staff, slots: Collection[str] | None = None) -> bool:
    """A passphrase that was made by somebody else is no person of its own."""
    return bool(one.key_slot) and not one.temporary_key and (slots is None or one.key_slot in slots)
