"""What the pages of receiving let the worker do; heavy libraries are imported in here, not with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hokatsu_desktop.ui.start.store_work import Opened, Terms, look_around

if TYPE_CHECKING:
    from hokatsu_desktop.printing.papers import Printed
    from hokatsu_desktop.store.handover_code import HandoverCode
    from hokatsu_desktop.store.open_store import OpenStore
    from hokatsu_desktop.ui.widgets.busy import Progress

_BY_HAND = ("受け取った人（署名）", "受け取った日時・場所", "前任者の確認")


@dataclass(frozen=True)
class Taking:
    """What the receiver answered. Code and passphrase are not shown in repr."""

    package: Path
    code: HandoverCode = field(repr=False)
    name: str = ""
    passphrase: str = field(default="", repr=False)


def look_at_package(place: Path, code: HandoverCode, progress: Progress) -> Path:
    """The package in a folder, or the newest one on a stick, when its code is right. Raises StoreRefusal, Stopped."""
    from hokatsu_desktop.store.package_check import packages_in, unlock_package
    from hokatsu_desktop.store.refusals import Situation, StoreRefusal
    from hokatsu_desktop.ui.handover.telling import telling

    found = packages_in(place)
    if not found:
        raise StoreRefusal(Situation.NO_PACKAGE)
    refusal: StoreRefusal | None = None
    for package in found:  # an older package may lie beside the one the code is for
        try:
            unlock_package(package, code, telling(progress, "パッケージを確かめています"))
        except StoreRefusal as no:
            refusal = refusal or no
        else:
            return package
    raise refusal or StoreRefusal(Situation.NO_PACKAGE)


def take_over(folder: Path, taking: Taking, terms: Terms, progress: Progress) -> Opened:
    """The package's store becomes the one of this folder, opened by its receiver. Raises Refusal, StoreRefusal, Stopped."""
    from hokatsu_desktop.services.handover import accept_handover
    from hokatsu_desktop.store.data_folder import backups_folder
    from hokatsu_desktop.store.generation import open_store
    from hokatsu_desktop.store.keys import Passphrase
    from hokatsu_desktop.store.receiving import receive_package
    from hokatsu_desktop.ui.handover.telling import telling

    passphrase = Passphrase(taking.passphrase)
    received = receive_package(
        folder,
        taking.package,
        taking.code,
        passphrase,
        terms.clock(),
        cost=terms.cost,
        any_place=terms.any_place,
        backups_in=backups_folder(folder),
        told=telling(progress, "台帳を写しています"),
    )
    store = open_store(folder, passphrase, cost=terms.cost, any_place=True, clock=terms.clock)
    try:
        store.session_facts["clock"] = terms.clock
        with store.transaction() as session:
            staff = accept_handover(session, taking.name, received.slot_id, received.package)
            session.info["staff_id"] = staff.id
        store.session_facts["staff_id"] = staff.id
        return replace(look_around(store), code=received.code)
    except BaseException:
        store.close()
        raise


def receipt(store: OpenStore) -> Printed:
    """受領書: which package was taken over by whom, and the digits that the old PC can check."""
    from hokatsu_desktop.japanese.wareki import plain
    from hokatsu_desktop.printing.handover_papers import print_receipt
    from hokatsu_desktop.services.handover import newest_handover
    from hokatsu_desktop.services.handover_receipt import receipt_digits
    from hokatsu_desktop.services.papers import imprint_of

    with store.session() as session:
        imprint = imprint_of(session)
        handover = newest_handover(session)
        if handover is None:
            raise AssertionError("no handover")
        rows = (
            ("パッケージ", handover.package),
            ("受け取った日", plain(handover.accepted_on) if handover.accepted_on else ""),
            ("受け取った人", handover.accepted_by),
            ("渡した人", handover.from_name),
            ("受領の数字", receipt_digits(session, handover.package)),
            ("この時点の数字", imprint.head_digits),
        )
    return print_receipt(rows, _BY_HAND, imprint)
