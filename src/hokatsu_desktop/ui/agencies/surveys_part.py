"""世帯訪問: rounds of household visits, how far they are, and the worrying households passed on."""

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import SurveyRound
from hokatsu_desktop.services.survey_rows import AWAY, SEEN, visits_of
from hokatsu_desktop.services.surveys import add_round, rounds, worrying
from hokatsu_desktop.ui.agencies.worrying_menu import WorryingMenu
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.narrowing import narrowed_rows
from hokatsu_desktop.ui.parts.sheet_page import PageKind, SheetPage
from hokatsu_desktop.ui.parts.shelf import ListAct, Narrowing, Shelf, ShelfKind
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

SURVEYS = "survey"


def surveys_part(desk: Desk, printer: Printer) -> Shelf[SheetPage]:
    """The rounds of household visits as a part of 機関・資源."""
    page = PageKind(
        sheet="survey_round",
        begin_at="visits",
        title=survey_title,
        beside=lambda round_id, flush: WorryingMenu(desk, round_id, flush),
    )
    return Shelf(
        desk,
        ShelfKind(
            section="agencies",
            tab=SURVEYS,
            heading="世帯訪問調査",
            search_name="find_survey",
            search_words="調査を探す",
            search_label="探す（名前・目的・訪ねる人）",
            add_words="調査を加える",
            new_name="new_survey",
            new_words="調査の名前（「秋の世帯訪問」など）",
            choose_words="左の一覧から調査を選んでください。",
            empty_words="まだ世帯訪問調査がありません。",
            unfound_words="見つかりません。ほかの言葉でも探せます。",
            model=SurveyRound,
            read=survey_rows,
            add=lambda session, name: add_round(session, name).id,
            page=lambda round_id: SheetPage(desk, printer, page, round_id),
            acts=(
                ListAct(
                    words="手書き用の訪問調査票", picture="print", then=lambda: printer.print_blank("household_visit")
                ),
            ),
        ),
    )


def survey_rows(session: Session) -> Narrowing:
    """All rounds, to be narrowed by what is typed."""
    rows = [survey_row(session, one) for one in rounds(session)]
    return lambda typed: narrowed_rows(rows, typed)


def survey_row(session: Session, one: SurveyRound) -> ListRow:
    """A round as a row: its name, since when, how many households were met, and how many wait to be passed on."""
    visits = visits_of(session, one.id)
    seen = sum(visit.met in SEEN for visit in visits)
    away = sum(visit.met in AWAY for visit in visits)
    counted = f"訪問済{seen}・不在{away}・未{len(visits) - seen - away}" if visits else ""
    waiting = len(worrying(session, one.id))
    return ListRow(
        title=one.name or "（名前なし）",
        meta="　".join(filter(None, (short(one.period_from) if one.period_from else "", counted, one.visitors))),
        tag=f"気になる{waiting}" if waiting else "",
        tone=Tone.CARE,
        target=one.id,
    )


def survey_title(session: Session, round_id: int) -> str:
    """The name of a round; empty when it is there no more."""
    found = session.get(SurveyRound, round_id)
    return found.name or "（名前なし）" if found is not None else ""
