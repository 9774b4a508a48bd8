"""機関: who can do what, how to connect, and who answers quickly."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency
from hokatsu_desktop.services.agencies import add_agency, agencies, contacts_of
from hokatsu_desktop.ui.agencies.booklet import booklet_act
from hokatsu_desktop.ui.agencies.narrowing import AgencyEntry, agency_row, narrowed
from hokatsu_desktop.ui.agencies.page import AgencyPage
from hokatsu_desktop.ui.agencies.paste_dialog import Pasting
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.shelf import ListAct, Narrowing, Shelf, ShelfKind
from hokatsu_desktop.ui.printer import Printer

DIRECTORY = ""


def directory_part(desk: Desk, printer: Printer) -> Shelf[AgencyPage]:
    """The directory of agencies as a part of 機関・資源."""
    pasting = Pasting(desk)
    shelf = Shelf(
        desk,
        ShelfKind(
            section="agencies",
            tab=DIRECTORY,
            heading="機関",
            search_name="find_agency",
            search_words="機関を探す（名前・困りごと・人）",
            search_label="探す（名前・困りごと・人）",
            add_words="機関を加える",
            new_name="new_agency",
            new_words="新しい機関の名前",
            choose_words="左の一覧から機関を選んでください。",
            empty_words="まだ機関がありません。",
            unfound_words="見つかりません。困りごとの言葉でも探せます。",
            model=Agency,
            read=agency_rows,
            add=lambda session, name: add_agency(session, name).id,
            page=lambda agency_id: AgencyPage(desk, printer, agency_id),
            acts=(
                booklet_act(desk, printer),
                ListAct(words="Excel から貼り付ける", picture="add", then=lambda: pasting.open(shelf)),
            ),
        ),
    )
    return shelf


def agency_rows(session: Session) -> Narrowing:
    """The agencies in use, to be narrowed by what is typed."""
    entries = [
        AgencyEntry(one, tuple(person for person in contacts_of(session, one.id) if person.released_on is None))
        for one in agencies(session)
    ]
    return lambda typed: [agency_row(entry) for entry in narrowed(entries, typed)]
