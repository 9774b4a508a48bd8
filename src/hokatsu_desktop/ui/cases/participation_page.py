"""参加支援: what somebody likes, the places that take them in, and the days they went."""

from collections.abc import Mapping

from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.participation import (
    WORDS,
    day_rows,
    days_of,
    participation_of,
    place_rows,
    place_words,
    places_of,
    save_days,
    save_participation,
    save_places,
)
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.ui.cases.matches_card import MatchesCard
from hokatsu_desktop.ui.cases.page import Page
from hokatsu_desktop.ui.cases.saved_rows import SavedRows, table
from hokatsu_desktop.ui.cases.saved_words import SavedWords
from hokatsu_desktop.ui.cases.tab import CaseHands
from hokatsu_desktop.ui.cases.task_list import labelled
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.words import Look, Words

_LABELS = {"likes": "好きなこと・得意なこと", "worries": "気がかり・苦手なこと", "wish": "やってみたいこと"}
_PLACES = (
    Column(key="place", label="受入れ先・担当者", width=6),
    Column(key="what", label="すること", kind=Kind.LINES, width=6),
    Column(key="how_often", label="回数・時間", width=4),
    Column(key="since", label="おためし・参加の始まり", kind=Kind.DATE, width=4),
    Column(key="state", label="いまの段階", kind=Kind.CHOICE, list="matching", width=4),
    Column(key="goes_along", label="はじめに付き添う人", width=4),
    Column(key="follow_on", label="次にようすを聞く日", kind=Kind.DATE, width=4),
    Column(key="settled", label="定着した日", kind=Kind.DATE, width=4),
    Column(key="arranged", label="受入れ先と決めたこと", kind=Kind.LINES, width=12),
    Column(key="ended", label="終わった日", kind=Kind.DATE, width=4),
    Column(key="ended_why", label="終わったわけ", width=8),
)
_DAYS = (
    Column(key="day", label="日", kind=Kind.DATE, width=5),
    Column(key="place", label="場", width=7),
    Column(key="how", label="ようす・本人のことば", kind=Kind.LINES, width=12),
    Column(key="next_what", label="続けるための工夫", kind=Kind.LINES, width=12),
)
_ABOUT = (
    "場はいくつ書いてもかまいません。合わないときは、いつでも変えられます。次にようすを聞く日は「きょう」に出ます。"
)


class ParticipationPage(Page):
    """Everything is typed in rows and stored as it is typed."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__()
        self._desk = hands.desk
        self._case_id = case_id
        day = self._desk.today()
        self.words = {name: LinesField(f"participation_{name}", _LABELS[name], 2) for name in WORDS}
        named = {name: self.words[name] for name in WORDS}
        self.saved = SavedWords(self._desk, named, self._keep, self)
        self.places = SavedRows(
            self._desk,
            table("participation_places", "参加の場", _PLACES, day),
            lambda session, _typing: place_rows(session, case_id),
            lambda session, rows: save_places(session, case_id, rows),
        )
        self.days = SavedRows(
            self._desk,
            table("participation_days", "行った日のようす", _DAYS, day),
            lambda session, _typing: day_rows(session, case_id),
            lambda session, rows: save_days(session, case_id, rows),
        )
        self.counted = Words(wrap=True)
        self.matches = MatchesCard(self._desk, case_id, self.flush)
        self._build()

    def show_page(self, page: CasePage) -> None:
        """Shows what is stored now; what is being typed stays."""
        self.places.reread()
        self.days.reread()
        with self._desk.reading() as session:
            known = participation_of(session, self._case_id)
            words = {name: getattr(known, name) if known else "" for name in WORDS}
            self.saved.show_stored(words)
            self.counted.setText(place_words(places_of(session, self._case_id), days_of(session, self._case_id)))
        self.matches.reread(told=bool(words["likes"] or words["wish"]))

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return all([self.saved.flush(), self.places.flush(), self.days.flush()])

    def _keep(self, words: Mapping[str, str]) -> None:
        self._desk.act(lambda session: save_participation(session, self._case_id, **words))

    def _build(self) -> None:
        person, offered, went = Card("本人のこと"), Card("参加の場"), Card("行った日のようす")
        for name in WORDS:
            person.body.addLayout(labelled(_LABELS[name], self.words[name]))
        offered.add(self.counted)
        offered.add(Words(_ABOUT, Look.QUIET, wrap=True))
        offered.add(self.places.field)
        went.add(self.days.field)
        for card in (person, self.matches, offered, went):
            self.add(card)
