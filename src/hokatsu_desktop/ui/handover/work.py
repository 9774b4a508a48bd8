"""What the pages of a handover let the worker do; it tells how far it is, and can be stopped without leaving anything."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.models import Handover
from hokatsu_desktop.printing.handover_papers import print_handover_codes, print_medium_record
from hokatsu_desktop.printing.papers import Printed
from hokatsu_desktop.services.acts import head_digits
from hokatsu_desktop.services.handover import SHARE, HandoverPlan, begin_handover, newest_handover, usual_arrival
from hokatsu_desktop.services.media import usable_medium
from hokatsu_desktop.services.papers import imprint_of
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct, checked_approval
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.store.handover_code import HandoverCode
from hokatsu_desktop.store.inspection import Verdict
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.medium import check_medium
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.package import WrittenPackage, new_package_name, write_package
from hokatsu_desktop.store.package_check import verify_package
from hokatsu_desktop.store.parcels import Parcel, note_sent
from hokatsu_desktop.store.sealing import seal_store
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover.telling import telling
from hokatsu_desktop.ui.loss.side import note_package
from hokatsu_desktop.ui.start.store_work import back_up_unless_there
from hokatsu_desktop.ui.widgets.busy import Progress

_BY_HAND = ("渡した人・日時", "運んだ人", "受け取った人・日時", "媒体の消去・返却", "確認した人")


def write(
    desk: Desk,
    plan: HandoverPlan,
    into: Path,
    progress: Progress,
    cost: Cost | None = None,
    *,
    approval: Approval | None = None,
) -> WrittenPackage:
    """Writes down what is handed over, and puts the package onto the medium. Raises Refusal, StoreRefusal, Stopped.

    A store that is sealed already is handed over once more as it is: another stick, because the first one was lost.
    """
    store, now = desk.store, desk.now()
    check_medium(into, store.folder, store.generation.db.stat().st_size)
    name = new_package_name(now)
    progress.say("引継ぎパッケージを作っています")
    if store.is_sealed:  # nothing can be written down in it, but nobody does it alone
        with store.session() as session:
            checked_approval(session, approval, TwoPersonAct.PACKAGE)
            if plan.medium_route != SHARE:
                usable_medium(session, plan.medium_number)
    else:
        with store.transaction() as session:
            begin_handover(session, plan, name, approval)
    written = write_package(store, into, now, name=name, cost=cost, told=telling(progress, "媒体に書いています"))
    note_package(store, written.name, now)
    return written


def rehearse(
    store: OpenStore, written: WrittenPackage, code: HandoverCode, progress: Progress, now: datetime
) -> Verdict:
    """Reads the medium again and opens the store that is on it; then what was handed over is backed up here too.

    Raises StoreRefusal, Stopped.
    """
    verdict = verify_package(written, code, store.folder.path, telling(progress, "媒体を読み直しています"))
    if verdict.passed:
        progress.say("この台帳の控えをとっています")
        back_up_unless_there(store, now)
    return verdict


def note_proved(desk: Desk, written: WrittenPackage, plan: HandoverPlan) -> None:
    """From now on this PC waits for the receipt of a package that was read back. Raises StoreRefusal."""
    sent_on = desk.today()
    medium = "" if plan.medium_route == SHARE else plan.medium_number.strip()
    note_sent(desk.store, Parcel(written.name, sent_on, plan.arrive_by or usual_arrival(sent_on), medium))


def seal(desk: Desk, written: WrittenPackage) -> None:
    """The store that was handed over is only read from now on. Raises StoreRefusal."""
    seal_store(desk.store, written.name, desk.now(), written.head)


def code_papers(store: OpenStore, written: WrittenPackage) -> Printed:
    """The code for the receiver and the spare one for the chief."""
    with store.session() as session:
        imprint = imprint_of(session)
        handover = newest_handover(session)
        route = label_of("handover_route", handover.code_route) if handover is not None else ""
    return print_handover_codes(written.code.groups, written.recovery.groups, written.name, route, imprint)


def medium_record(store: OpenStore, written: WrittenPackage, verdict: Verdict) -> Printed:
    """媒体引渡・持出記録 of a package that was read back."""
    with store.session() as session:
        imprint = imprint_of(session)
        handover = newest_handover(session)
        facts = _facts(handover) if handover is not None else ()
    checked = f"{plain(imprint.printed_at.date())} {imprint.printed_at:%H:%M}　{verdict.words.replace(chr(10), '　')}"
    rows = (
        ("パッケージ", written.name),
        ("この時点の数字", head_digits(written.head.hash)),
        *facts,
        ("読み直した結果", checked),
    )
    return print_medium_record(rows, _BY_HAND, imprint)


def _facts(handover: Handover) -> Sequence[tuple[str, str]]:
    return (
        ("媒体の登録番号", handover.medium_number or "（共有フォルダー）"),
        ("媒体の届け方", label_of("handover_route", handover.medium_route)),
        ("コードの届け方", label_of("handover_route", handover.code_route)),
        ("前任者", handover.from_name),
        ("受領の期限", plain(handover.arrive_by) if handover.arrive_by else ""),
        ("後任者", "　".join(filter(None, (handover.to_post, handover.to_name)))),
        ("承認した人", handover.approver),
        (
            "目的",
            f"台帳の引継ぎ（{label_of('handover_reason', handover.reason)}）" if handover.reason else "台帳の引継ぎ",
        ),
        ("ケース", f"{len(handover.case_ids)}件（名前は書きません）"),
    )
