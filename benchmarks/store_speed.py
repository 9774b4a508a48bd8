"""Saving, searching, listing and opening in stores of growing size, each size in its turn."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy import text

from benchmarks.figure import Figure
from benchmarks.household_rows import NOTES, stage_of
from benchmarks.invented import RARE_KANA, RARE_PHONE, RARE_SURNAME
from benchmarks.rounds import Spread, by_turns, processor_clock
from hokatsu_desktop.models import Stage
from hokatsu_desktop.services.cases import Order, Show, case_count, case_list, case_page
from hokatsu_desktop.services.figures.yearly import the_year
from hokatsu_desktop.services.notes import save_note
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.today.page import pressing_count, today_page
from hokatsu_desktop.store.connection import damaged_pages, open_raw
from hokatsu_desktop.store.keys import KeyUse
from hokatsu_desktop.store.open_store import OpenStore

SAVING = "save one answer of a sheet"
MOST_UNSTORED_MS = 2_000  # what a power cut may take of the typing
FRAME_MS = 16.0  # one picture of a 60 Hz screen: what stays below is not noticed
MOST_GROWTH = 1.3  # of the median, from the smallest store to the largest
AS_MANY = 0.95  # so much of the largest store's rows count as as many
SHEET = "tsunagi_takashima_a"

Act = Callable[[OpenStore, int], int]


@dataclass(frozen=True)
class Probe:
    """One act of a user, measured in every store. `act` gets the store and the turn, and gives how much there was."""

    name: str
    act: Act
    calls: int = 20
    waits_for_disk: bool = False  # then the time of the wall counts, else that of the processor


def measure_stores(stores: Mapping[int, OpenStore], tell: Callable[[str], None]) -> list[Figure]:
    """All figures of the stores, by number of households."""
    figures = []
    for probe in probes():
        tell(probe.name)
        clock = time.perf_counter if probe.waits_for_disk else processor_clock()
        acts = {size: partial(probe.act, store) for size, store in stores.items()}
        shown = {size: act(0) for size, act in acts.items()}
        spreads = by_turns(acts, calls=probe.calls, clock=clock)
        figures.append(figure_of(probe.name, spreads, shown))
        if probe.name == SAVING:
            figures.append(stored_figure(spreads))
    tell("proving every page")
    return [*figures, proving_figure(stores)]


def stored_figure(spreads: Mapping[int, Spread]) -> Figure:
    """How long a typed key is in no store at most: the longest wait of autosave while typing goes on, and the save."""
    from hokatsu_desktop.ui.autosave import LONGEST

    slowest = spreads[max(spreads)].p95
    whole = LONGEST + slowest
    measured = f"{LONGEST:,} ms of waiting + {slowest:.1f} ms"
    return Figure(
        "… a typed key is stored after at most", measured, f"{MOST_UNSTORED_MS:,} ms", (whole / MOST_UNSTORED_MS,)
    )


def proving_figure(stores: Mapping[int, OpenStore]) -> Figure:
    """What opening does after the key is there: every page is read and proved unchanged. Closes the stores.

    It grows with the file, as it must, and has no aim.
    """
    times = []
    for size in sorted(stores):
        found = stores[size].found
        stores[size].close()
        begun = time.perf_counter()
        connection = open_raw(found.generation.db, found.master.derive(KeyUse.DATABASE), "rw")
        damaged = damaged_pages(connection)
        times.append((time.perf_counter() - begun) * 1000)
        connection.close()
        if damaged:
            raise RuntimeError(damaged[0])
    megabytes = " → ".join(f"{stores[size].generation.db.stat().st_size / 1e6:.0f}" for size in sorted(stores))
    shown = " → ".join(f"{one:.0f}" for one in times)
    return Figure("open the file and prove every page", f"{shown} ms", f"{megabytes} MB")


def figure_of(name: str, spreads: Mapping[int, Spread], shown: Mapping[int, int]) -> Figure:
    """The row of a probe: p95 of the largest store against a frame, and the growth of the median.

    Growth is told from the smallest store that has as many rows to show as the largest, because a fuller page is no
    slowness; where there is none it is not told.
    """
    largest = max(spreads)
    smallest = min(size for size in spreads if shown[size] >= AS_MANY * shown[largest])
    growth = spreads[largest].p50 / spreads[smallest].p50
    in_frame = spreads[largest].p95 / FRAME_MS
    measured = " → ".join(f"{spreads[size].p50:.1f}/{spreads[size].p95:.1f}" for size in sorted(spreads)) + " ms"
    if smallest == largest:
        return Figure(name, measured, f"{FRAME_MS:g} ms", (in_frame,), f"{in_frame:.2f}")
    against = f"{FRAME_MS:g} ms; growth from {smallest:,} ≤ {MOST_GROWTH}×"
    return Figure(name, measured, against, (in_frame, growth / MOST_GROWTH), f"{in_frame:.2f}; {growth:.2f}×")


def probes() -> list[Probe]:
    """Everything that is measured, in the order of the table."""
    return [
        Probe("bare commit of one row (peer of the two below)", bare_commit, waits_for_disk=True),
        Probe(SAVING, save_answer, waits_for_disk=True),
        Probe("save the words of a note", save_words, waits_for_disk=True),
        *(Probe(f"search {name}", searching(typed)) for name, typed in SEARCHES.items()),
        *(Probe(f"list {show} by {order}", listing(show, order)) for show in Show for order in Order),
        Probe("list open, the page after 2,000 cases", listing(Show.OPEN, Order.NEXT, start=2_000)),
        Probe("count of the open cases", count_open),
        Probe("open a case: page and sheet A", open_case),
        Probe("page きょう", show_today, calls=10),
        Probe("number beside きょう", count_pressing),
        Probe("数字: a year and the one before it", count_year, calls=5),
    ]


SEARCHES = {
    "1 character, common": "佐",
    "1 character, rare": RARE_SURNAME[0],
    "2 characters, common": "訪問",
    "2 characters, rare": RARE_SURNAME[:2],
    "3 and more, common": "電話があった",
    "3 and more, rare": RARE_KANA,
    "3 and more, absent": "ぬりかべ",
    "two common words": "佐藤 訪問",
    "phone digits, one household": RARE_PHONE.replace("-", ""),
    "phone as written, one household": RARE_PHONE,
    "phone digits, common": "0000",
}


def count_year(store: OpenStore, _turn: int) -> int:
    """What the screen 数字 counts."""
    with store.session() as session:
        return len(the_year(session, 2026, years_before=1).groups)


def bare_commit(store: OpenStore, turn: int) -> int:
    """The least that saving can cost: one row and one commit, without services."""
    with store.transaction() as session:
        session.execute(text("UPDATE store_identity SET recovery_checked_on = :words"), {"words": str(turn)})
    return 1


def save_answer(store: OpenStore, turn: int) -> int:
    """What the autosave does while somebody types into a sheet."""
    with store.transaction() as session:
        save_sheet(session, SHEET, open_case_number(turn), {"from_contact": f"架空 {turn}"})
    return 1


def save_words(store: OpenStore, turn: int) -> int:
    """What the autosave does while somebody writes a note."""
    note_id = open_case_number(turn) * NOTES
    with store.transaction() as session:
        save_note(session, note_id, facts=f"{turn}回目に電話をかけ、水曜に訪ねる約束をした。" + "畑の話をした。" * 12)
    return 1


def searching(typed: str) -> Act:
    """Finding what was typed, as the palette does at every key."""

    def act(store: OpenStore, turn: int) -> int:
        with store.session() as session:
            return len(find(session, typed))

    return act


def listing(show: Show, order: Order, *, start: int = 0) -> Act:
    """One page of 200 cases."""

    def act(store: OpenStore, turn: int) -> int:
        with store.session() as session:
            return len(case_list(session, show, order, start=start))

    return act


def count_open(store: OpenStore, turn: int) -> int:
    """The number above the list."""
    with store.session() as session:
        case_count(session, Show.OPEN)
    return 1


def open_case(store: OpenStore, turn: int) -> int:
    """The page of a case with its first sheet."""
    number = open_case_number(turn)
    with store.session() as session:
        case_page(session, number)
        open_sheet(session, SHEET, number)
    return 1


def show_today(store: OpenStore, turn: int) -> int:
    """The first screen."""
    with store.session() as session:
        return sum(len(group.rows) for group in today_page(session))


def count_pressing(store: OpenStore, turn: int) -> int:
    """Counted again after everything that is stored."""
    with store.session() as session:
        pressing_count(session)
    return 1


def open_case_number(turn: int) -> int:
    """The id of a case under way, another one at each turn; the smallest store has it too."""
    return [number for number in range(100, 1_000) if stage_of(number) is Stage.SUPPORTING][turn % 40]
