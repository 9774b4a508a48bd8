"""控えに戻す, and going on with one of two copies that parted: what the store keeps of it before another takes its place."""

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


def go_on_with_ours(session: Session, package: str) -> None:
    """Keep that of two copies that parted this one goes on."""
    note_fact(session, "choose_line", "分かれた台帳のうち、このパソコンのほうを続ける", goes_on="ours", package=package)


def write_down_other_line(session: Session, package: str, approval: Approval | None) -> None:
    """Keep that the package goes on instead of this store, and who agreed. Raises Refusal without that."""
    title = "分かれた台帳のうち、パッケージのほうを続ける"
    with act(session, "choose_line", title):
        write_down_approval(session, approval, TwoPersonAct.OTHER_LINE)
        note_fact(session, "choose_line", title, goes_on="theirs", package=package)


def note_comparing(session: Session, copy: str) -> None:
    """Keep that somebody looked at what another copy of the store holds."""
    note_fact(session, "compare_copy", "ほかの控えとくらべる", copy=copy)
