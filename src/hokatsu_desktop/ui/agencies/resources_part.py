"""資源: places, people and gatherings of the neighbourhood, found with the agencies by what somebody needs."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Resource
from hokatsu_desktop.services.resources import Match, add_resource, answering, helpers, resources, retire_resource
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.agencies.booklet import booklet_act
from hokatsu_desktop.ui.agencies.entry_line import EntryLine
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.sheet_page import PageAct, PageKind, SheetPage
from hokatsu_desktop.ui.parts.shelf import Narrowing, Shelf, ShelfKind
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

RESOURCES = "resources"


def resources_part(desk: Desk, printer: Printer) -> Shelf[SheetPage]:
    """The informal resources as a part of 機関・資源."""
    page = PageKind(
        sheet="resource_card",
        begin_at="can_do",
        title=resource_name,
        beside=lambda record_id, flush: EntryLine(desk, Resource, record_id, flush),
        acts=(PageAct(words=retire_words, then=turn_retired, picture="check"),),
    )
    return Shelf(
        desk,
        ShelfKind(
            section="agencies",
            tab=RESOURCES,
            heading="資源",
            search_name="find_resource",
            search_words="困りごと・好きなことで探す",
            search_label="探す（困りごと・好きなこと・地区）",
            add_words="資源を加える",
            new_name="new_resource",
            new_words="新しい資源の名前",
            choose_words="左の一覧から資源を選んでください。",
            empty_words="まだ資源がありません。",
            unfound_words="見つかりません。ほかの言葉でも探せます。",
            model=Resource,
            read=resource_rows,
            add=lambda session, name: add_resource(session, name).id,
            page=lambda resource_id: SheetPage(desk, printer, page, resource_id),
            acts=(booklet_act(desk, printer),),
        ),
    )


def resource_rows(session: Session) -> Narrowing:
    """All resources; what is typed is a need, which agencies may answer too."""
    everything = [resource_row(one) for one in resources(session)]
    asked = helpers(session)
    return lambda typed: [match_row(one) for one in answering(asked, typed)] if typed.strip() else everything


def resource_row(one: Resource) -> ListRow:
    """A resource as a row: its name, district, and what one can do there."""
    first_line = next(iter(one.can_do.splitlines()), "")
    kind = label_of("resource_kind", one.kind) if one.kind else ""
    return ListRow(
        title=one.name,
        meta="　".join(filter(None, (one.district, first_line or kind))) or "できることは、まだ書かれていません",
        tag="終わった" if one.retired_on is not None else "ためし可" if one.takes_trial else "",
        tone=Tone.PLAIN if one.retired_on is not None else Tone.INFO,
        target=one.id,
    )


def match_row(match: Match) -> ListRow:
    """What answers a need as a row with the reason; an agency leads to its own page."""
    helper = match.helper
    is_agency = helper.kind == "agency"
    return ListRow(
        title=helper.name,
        meta=match.reason,
        tag="機関" if is_agency else "資源",
        tone=Tone.INFO if is_agency else Tone.PLAIN,
        target=Place(section="agencies", record_id=helper.record_id) if is_agency else helper.record_id,
    )


def resource_name(session: Session, resource_id: int) -> str:
    """The name of a resource; empty when it is there no more."""
    found = session.get(Resource, resource_id)
    return found.name or "（名前なし）" if found is not None else ""


def retire_words(session: Session, resource_id: int) -> str:
    """What the button says about a resource that is there, or over."""
    found = session.get(Resource, resource_id)
    return "また使えるようにする" if found is not None and found.retired_on is not None else "終わった資源にする"


def turn_retired(session: Session, resource_id: int) -> None:
    """Say that a resource is over, or there again."""
    retire_resource(session, resource_id, is_over=session.get_one(Resource, resource_id).retired_on is None)
