"""What comparing two copies lets the worker do: both are opened for reading, and what only one has is listed and printed."""

from dataclasses import dataclass, replace
from pathlib import Path

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.printing.papers import Printed, print_papers
from hokatsu_desktop.services.differences import BACKUP, PACKAGE, Differences, difference_rows, differences_after
from hokatsu_desktop.services.field_by_field import CasePair, cases_side_by_side
from hokatsu_desktop.services.papers import Paper, imprint_of
from hokatsu_desktop.services.sight import hide_in_both
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.store.chain import Head
from hokatsu_desktop.store.comparing import Kind, Standing
from hokatsu_desktop.store.handover_code import HandoverCode
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.side_by_side import SideBySide, backup_beside, side_by_side
from hokatsu_desktop.ui.handover.receive_work import look_at_package
from hokatsu_desktop.ui.handover.telling import Stopped, telling
from hokatsu_desktop.ui.start.forked_words import forked_words
from hokatsu_desktop.ui.start.store_work import secret_of
from hokatsu_desktop.ui.widgets.busy import Progress

LIST = "difference_list"


@dataclass(frozen=True)
class Compared:
    """Two copies as they were found."""

    standing: Standing
    package: str
    common: Head
    ours: Differences
    theirs: Differences
    pairs: tuple[CasePair, ...] = ()  # the cases that differ, field by field
    their_name: str = PACKAGE  # what the other copy is called


def compare_with(store: OpenStore, place: Path, code: HandoverCode, progress: Progress) -> Compared:
    """Opens the package beside the store and says what only one of them has. Raises StoreRefusal, Stopped."""
    package = look_at_package(place, code, progress)
    with side_by_side(store, package, code, telling(progress, "パッケージを読んでいます")) as both:
        progress.say("二つの台帳をくらべています")
        return _compared(store, both, progress)


def compare_with_backup(store: OpenStore, backup: Path, typed: str, progress: Progress) -> Compared:
    """Opens a backup beside the store and says what only one of them has. Raises StoreRefusal, Stopped."""
    progress.say("控えを開いています")
    with backup_beside(store, backup, secret_of(typed)) as both:
        progress.say("台帳と控えをくらべています")
        return replace(_compared(store, both, progress), their_name=BACKUP)


def _compared(store: OpenStore, both: SideBySide, progress: Progress) -> Compared:
    """What either copy closes to whoever looks is told of neither."""

    def stop_if_asked() -> None:
        if progress.is_asked_to_stop:
            raise Stopped

    link = both.standing.common
    with both.theirs() as theirs:
        with store.session() as ours:
            hide_in_both(ours, theirs, link)
            stop_if_asked()
            only_ours = differences_after(ours, link, stop_if_asked)
        only_theirs = differences_after(theirs, link, stop_if_asked)
        touched = {one.case_id for side in (only_ours, only_theirs) for one in side.cases if one.case_id is not None}
        with store.session() as ours:
            hide_in_both(ours, theirs, link)
            pairs = cases_side_by_side(ours, theirs, link, touched, stop_if_asked)
    return Compared(both.standing, both.package, both.common, only_ours, only_theirs, pairs)


def standing_words(standing: Standing) -> str:
    """How the two stand to each other, in a sentence."""
    parted = f"（{plain(standing.parted_at.date())}に分かれました）" if standing.parted_at else ""
    match standing.kind:
        case Kind.SAME:
            return "中身は同じです。取り込むものはありません。"
        case Kind.OURS_AHEAD:
            return f"パッケージは古い控えです。このパソコンの台帳が{standing.ours}件先に進んでいます。"
        case Kind.THEIRS_AHEAD:
            return f"パッケージは続きです。{standing.theirs}件先に進んでいて、「引継ぎを受け取る」で取り込めます。"
        case Kind.FORKED:
            return (
                f"分かれた控えです{parted}。分かれたあと、このパソコンで{standing.ours}件、"
                f"パッケージで{standing.theirs}件の変更が書かれています。"
            )
    raise AssertionError(standing.kind)


def difference_list(store: OpenStore, found: Compared) -> Printed:
    """The printed list of what only one of two copies has."""
    with store.session() as session:
        imprint = imprint_of(session)
    paper = Paper(load_sheet(LIST), {"rows": difference_rows(found.ours, found.theirs, found.their_name)})
    return print_papers([paper], imprint, title=paper.sheet.title)


def backup_standing_words(standing: Standing) -> str:
    """How a backup stands to the store of this PC, in a sentence."""
    match standing.kind:
        case Kind.SAME:
            return "この控えの中身は、いまの台帳と同じです。"
        case Kind.OURS_AHEAD:
            return f"この控えは、いまの台帳の前の状態です。いまの台帳が{standing.ours}件先に進んでいます。"
        case Kind.THEIRS_AHEAD:
            return f"この控えは、いまの台帳の続きです。控えのほうが{standing.theirs}件先に進んでいます。"
        case Kind.FORKED:
            return forked_words(standing)
    raise AssertionError(standing.kind)
