"""What can be done with an agency or a resource: used in a case, found in cases, merged; each asks in a palette."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPushButton
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Agency, Resource
from hokatsu_desktop.services.agencies import agencies
from hokatsu_desktop.services.case_papers import paper_with
from hokatsu_desktop.services.cases import Show, case_list
from hokatsu_desktop.services.merging import alike, merge_agencies
from hokatsu_desktop.services.putting_in import SPOT_WORDS, Spot, put_in
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.used_in import Use, uses_of_agency, uses_of_resource
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.palette_dialog import Found, PaletteDialog
from hokatsu_desktop.ui.place import TIE, Place
from hokatsu_desktop.ui.widgets.button import button

USE, USED, MERGE = "ケースで使う…", "使っているケースを見る…", "同じ機関と一つに合わせる…"
_FIRST = 20
_TABS = {"plan": "plan", "tie": "household", "task": "overview", "referral": "referral"}
_INVOLVED = "case.agencies"  # the rows of those involved, on whichever sheet has them
_PUT_TABS = {Spot.INVOLVED: "overview", Spot.NOW: "household", Spot.AHEAD: "household", Spot.PLAN: "plan"}


class EntryMenu(QObject):
    """Gives the button; the palettes lie over the window."""

    def __init__(
        self, desk: Desk, kind: type[Agency] | type[Resource], record_id: int, flush: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._record_id = record_id
        self._flush = flush
        self.palette: PaletteDialog | None = None
        self.button: QPushButton = button("この機関を…" if kind is Agency else "この資源を…", picture="chevron-down")
        menu = QMenu(self.button)
        self.use_line = menu.addAction(USE)
        self.used_line = menu.addAction(USED)
        self.merge_line = menu.addAction(MERGE)
        self.merge_line.setVisible(kind is Agency)
        self.button.setMenu(menu)
        self.used_line.triggered.connect(lambda _checked=False: self.show_uses())
        self.use_line.triggered.connect(lambda _checked=False: self.ask_case())
        self.merge_line.triggered.connect(lambda _checked=False: self.ask_other())

    def show_uses(self) -> None:
        """The places in cases; Enter goes there."""
        with self._desk.reading() as session:
            uses = self._uses(session)
        if not uses:
            self._desk.said.emit("info", "いまは、どのケースにも出ていません。")
            return
        found = [found_use(use) for use in uses]
        self._open("使われているケース", lambda typed: narrowed(found, typed), self._go)

    def ask_case(self) -> None:
        """In which case it is to be used."""
        if self._flush():
            self._open("どのケースで使いますか", self._cases, self._ask_spot)

    def ask_other(self) -> None:
        """Which agency is the same as this one; those that look alike come first."""
        if not self._flush():
            return
        with self._desk.reading() as session:
            near = alike(session, self._record_id)
            others = [one for one in agencies(session) if one.id != self._record_id]
        alike_ids = {one.id for one in near}
        others.sort(key=lambda one: one.id not in alike_ids)
        found = [Found(one.name, one.phone, "似ている" if one.id in alike_ids else "", one.id) for one in others]
        self._open("この機関に合わせる、もう一つの機関", lambda typed: narrowed(found, typed), self._merge)

    def _merge(self, other_id: object) -> None:
        if not isinstance(other_id, int):
            raise TypeError(other_id)
        kept_id = self._record_id
        if self._desk.try_act(lambda session: merge_agencies(session, kept_id, other_id).id) is not None:
            self._desk.said.emit(
                "success", "一つに合わせました。窓口の人も、ケースも、こちらに移りました。Ctrl+Z で元に戻せます。"
            )

    def _ask_spot(self, case_id: object) -> None:
        """Where in the case."""
        found = [Found(words, target=(case_id, spot)) for spot, words in SPOT_WORDS.items()]
        self._open("どこに入れますか", lambda typed: narrowed(found, typed), self._put)

    def _put(self, chosen: object) -> None:
        match chosen:
            case (int() as case_id, Spot() as spot):
                kind, record_id = self._kind, self._record_id
                made = self._desk.try_act(lambda session: put_in(session, kind, record_id, case_id, spot))
                if made is not None:
                    place = Place(section="cases", case_id=case_id, tab=_PUT_TABS[spot])
                    words = f"「{SPOT_WORDS[spot]}」に入れました。Ctrl+Z で元に戻せます。"
                    self._desk.offered.emit("success", words, [("そのケースを開く", lambda: self._desk.go(place))])
            case _:
                raise TypeError(chosen)

    def _uses(self, session: Session) -> list[Use]:
        of = uses_of_agency if self._kind is Agency else uses_of_resource
        return of(session, self._record_id)

    def _cases(self, typed: str) -> list[Found]:
        with self._desk.reading() as session:
            if typed:
                hits = [hit for hit in find(session, typed) if hit.kind == "case"]
                return [Found(hit.title, hit.meta, "", hit.target_id) for hit in hits]
            lines = case_list(session, Show.OPEN, most=_FIRST)
            return [Found(line.title, line.number, line.stage_words, line.case_id) for line in lines]

    def _go(self, target: object) -> None:
        if not isinstance(target, Use):
            raise TypeError(target)
        with self._desk.reading() as session:
            place = place_of(session, target)
        self._desk.go(place)

    def _open(self, heading: str, search: Callable[[str], list[Found]], chosen: Callable[[object], None]) -> None:
        self.palette = PaletteDialog(search, self.button.window(), heading=heading)
        self.palette.chosen.connect(chosen)
        self.palette.open()


def found_use(use: Use) -> Found:
    """A place in a case as a row."""
    meta = "　".join(filter(None, (use.where, use.what, short(use.on) if use.on else "")))
    return Found(use.case_title, meta, "" if use.is_open else "終わったケース", use)


def place_of(session: Session, use: Use) -> Place:
    """The very row of a use: in the table, on the drawing or in the list in which it stands."""
    match use.kind:
        case "decision":
            return place_of_decision(use)
        case "involved":
            return place_of_involved(session, use)
        case "plan":
            blank = f"rows#{use.row_id}"
        case "tie":
            blank = TIE
        case "referral":
            blank = "from_agency"
        case "task":
            blank = ""
        case _:
            raise ValueError(use.kind)
    return Place(section="cases", case_id=use.case_id, tab=_TABS[use.kind], record_id=use.record_id, blank=blank)


def place_of_decision(use: Use) -> Place:
    """A decision: on the board of its case until the meeting is over, then among what was decided."""
    if use.is_held:
        return Place(section="meetings", meeting_id=use.record_id, tab="decided", record_id=use.row_id)
    board = Place(section="meetings", meeting_id=use.record_id, tab="board", case_id=use.case_id)
    return replace(board, record_id=use.row_id)


def place_of_involved(session: Session, use: Use) -> Place:
    """One of those involved, on the first sheet of the case that has them; 概要 where the office hides the table on all."""
    found = paper_with(session, use.case_id, _INVOLVED)
    if found is None:
        return Place(section="cases", case_id=use.case_id, tab="overview")
    paper, blank = found
    row = f"{paper.key}:{blank}#{use.record_id}"
    return Place(section="cases", case_id=use.case_id, tab="papers", record_id=paper.subject_id, blank=row)


def narrowed(found: list[Found], typed: str) -> list[Found]:
    """The rows that have every word typed."""
    wanted = [fold(word) for word in typed.split()]
    return [one for one in found if all(word in fold(f"{one.title} {one.meta}") for word in wanted)]
