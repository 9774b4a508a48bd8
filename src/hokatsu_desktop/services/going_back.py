"""控えに戻す: what the store that is left keeps of it, before an earlier state takes its place."""

from sqlalchemy.orm import Session

from hokatsu_desktop.services.acts import act, note_fact
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct, write_down_approval


def check_reason_to_go_back(why: str) -> None:
    """Raises Refusal when no reason is given."""
    if not why.strip():
        raise Refusal("わけを入れてください。何も変わっていません。")


def write_down_going_back(session: Session, why: str, approval: Approval | None) -> None:
    """Keep why a backup takes the place of this store, and who agreed. Raises Refusal without them."""
    check_reason_to_go_back(why)
    with act(session, "restore_over", "控えに戻すことにする"):
        write_down_approval(session, approval, TwoPersonAct.RESTORE_OVER)
        note_fact(session, "restore_over", "控えに戻すことにする", why=why.strip())
