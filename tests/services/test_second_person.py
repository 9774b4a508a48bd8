"""もう一人の確認: who may agree, what is refused, and what the log keeps of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ChangeEntry, Staff, StaffRole
from hokatsu_desktop.services.acts import act, head
from hokatsu_desktop.services.office import change_office, give_key
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import TwoPersonAct, checked_approval, who_may_agree, write_down_approval
from hokatsu_desktop.services.staff import join_office, keys_renewed, leave_office
from tests.services.second_person import agreed


def joined(session: Session, name: str, role: StaffRole = StaffRole.WORKER, slot: str = "own") -> Staff:
    return join_office(session, name, role=role, slot_id=f"{slot}-{name}" if slot else "")


def names(session: Session, slots: set[str] | None = None) -> list[str]:
    return [one.name for one in who_may_agree(session, slots)]


def test_a_chief_is_asked_before_colleagues_and_they_before_who_only_reads(session: Session) -> None:
    assert names(session) == []
    joined(session, "見る人", StaffRole.VIEWER)
    assert names(session) == ["見る人"]
    joined(session, "同僚")
    assert names(session) == ["同僚"]
    joined(session, "課長", StaffRole.CHIEF)
    assert names(session) == ["課長"]


def test_a_chief_needs_another_chief_or_a_colleague(session: Session) -> None:
    colleague = joined(session, "同僚")
    chief = joined(session, "課長", StaffRole.CHIEF)
    session.info["staff_id"] = chief.id
    assert colleague.name in names(session)
    assert chief.name not in names(session)
    second = joined(session, "次長", StaffRole.CHIEF)
    assert names(session) == [second.name]


def test_who_has_no_passphrase_of_their_own_is_nobody(session: Session) -> None:
    """No key, one that was made by somebody else, one that opens nothing any more, and who has left."""
    joined(session, "鍵なし", StaffRole.CHIEF, slot="")
    temporary = joined(session, "仮の鍵", StaffRole.CHIEF)
    keys_renewed(session, [temporary.id])
    gone = joined(session, "異動した人", StaffRole.CHIEF)
    leave_office(session, gone.id)
    colleague = joined(session, "同僚")
    assert names(session) == ["同僚"]
    assert names(session, {"another slot"}) == []
    assert names(session, {colleague.key_slot}) == ["同僚"]


def test_in_the_practice_town_nobody_needs_a_key(session: Session) -> None:
    joined(session, "架空の課長", StaffRole.CHIEF, slot="")
    change_office(session, practice=True)
    assert names(session) == ["架空の課長"]


@pytest.mark.parametrize("wanted", list(TwoPersonAct))
def test_each_act_is_impossible_alone_and_says_so(session: Session, wanted: TwoPersonAct) -> None:
    before = head(session)
    other = next(one for one in TwoPersonAct if one is not wanted)
    for given in (None, agreed(session, other), replace(agreed(session, wanted), maker_id=99)):
        with pytest.raises(Refusal) as no:
            write_down_approval(session, given, wanted)
        assert no.value.words.startswith(f"{wanted.words}には、もう一人の確認が要ります。")
        assert "合言葉を入れて" in no.value.words
    assert head(session) == before


def test_nobody_is_their_own_second_person(session: Session) -> None:
    maker_id = session.info["staff_id"]
    give_key(session, maker_id, "mine")
    gone = joined(session, "異動した人")
    leave_office(session, gone.id)
    keyless = joined(session, "鍵なし", slot="")
    for approver_id in (maker_id, gone.id, keyless.id, 999):
        with pytest.raises(Refusal) as no:
            checked_approval(session, agreed(session, approver_id=approver_id), TwoPersonAct.PACKAGE)
        assert "する人と確かめる人が別" in no.value.words


def test_the_log_keeps_maker_approver_and_act_in_the_act_itself_and_no_name(session: Session) -> None:
    chief = joined(session, "課長 太郎", StaffRole.CHIEF)
    for approver_id in (chief.id, None):
        with act(session, "unseal", "封を解く"):
            write_down_approval(
                session, agreed(session, TwoPersonAct.UNSEAL, approver_id=approver_id), TwoPersonAct.UNSEAL
            )
        entry = session.scalars(select(ChangeEntry).order_by(ChangeEntry.id.desc()).limit(1)).one()
        assert entry.act == "unseal"
        assert entry.after == {
            "needed_for": "unseal",
            "maker": session.info["staff_id"],
            "approver": approver_id,
            "by_sheet": approver_id is None,
        }
    assert "課長" not in repr(agreed(session))
