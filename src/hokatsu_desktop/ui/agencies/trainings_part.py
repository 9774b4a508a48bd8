"""研修: what each training was meant for, who came, what is taken along."""

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Training
from hokatsu_desktop.services.trainings import add_training, people_at, trainings
from hokatsu_desktop.ui.agencies.guest_picker import GuestPicker
from hokatsu_desktop.ui.agencies.issues_part import print_list
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.narrowing import narrowed_rows
from hokatsu_desktop.ui.parts.sheet_page import PageKind, SheetPage
from hokatsu_desktop.ui.parts.shelf import ListAct, Narrowing, Shelf, ShelfKind
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

TRAININGS = "training"


def trainings_part(desk: Desk, printer: Printer) -> Shelf[SheetPage]:
    """The training log as a part of 機関・資源."""
    page = PageKind(
        sheet="training_record",
        begin_at="aim",
        title=training_title,
        beside=lambda training_id, flush: GuestPicker(desk, training_id, flush),
    )
    return Shelf(
        desk,
        ShelfKind(
            section="agencies",
            tab=TRAININGS,
            heading="研修・勉強会",
            search_name="find_training",
            search_words="研修を探す",
            search_label="探す（題名・ねらい・開いた人）",
            add_words="研修を加える",
            new_name="new_training",
            new_words="研修の題名",
            choose_words="左の一覧から研修を選んでください。",
            empty_words="まだ研修がありません。",
            unfound_words="見つかりません。ほかの言葉でも探せます。",
            model=Training,
            read=training_rows,
            add=lambda session, title: add_training(session, title).id,
            page=lambda training_id: SheetPage(desk, printer, page, training_id),
            acts=(
                ListAct(
                    words="今年度の一覧を印刷",
                    picture="print",
                    then=lambda: print_list(desk, printer, "training_list"),
                ),
            ),
        ),
    )


def training_rows(session: Session) -> Narrowing:
    """All trainings, to be narrowed by what is typed."""
    found = trainings(session)
    people = people_at(session, found)
    rows = [training_row(one, people[one.id]) for one in found]
    return lambda typed: narrowed_rows(rows, typed)


def training_row(one: Training, people: int) -> ListRow:
    """A training as a row: its title, its day, how many came and what it was meant for."""
    aim = next(iter(one.aim.splitlines()), "")
    day = short(one.held_on) if one.held_on is not None else "日付なし"
    return ListRow(
        title=one.title,
        meta="　".join(filter(None, (day, f"{people}人" if people else "", aim, one.held_by))),
        tag="守秘" if one.explains_secrecy else "",
        tone=Tone.INFO,
        target=one.id,
    )


def training_title(session: Session, training_id: int) -> str:
    """The title of a training; empty when it is there no more."""
    found = session.get(Training, training_id)
    return found.title or "（題なし）" if found is not None else ""
