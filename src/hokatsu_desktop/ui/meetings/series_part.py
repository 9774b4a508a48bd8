"""定例: the regular meetings with their rule, the days of the coming year, and calling the next one."""

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import MeetingSeries
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.registry import members_on
from hokatsu_desktop.services.series import add_series, all_series, call_next, next_day, turn_ended
from hokatsu_desktop.services.series_days import problems_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.pledges_card import PledgesCard
from hokatsu_desktop.ui.parts.narrowing import has_words, narrowed_rows
from hokatsu_desktop.ui.parts.sheet_page import PageAct, PageKind, SheetPage
from hokatsu_desktop.ui.parts.shelf import Narrowing, Shelf, ShelfKind
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

SERIES, MEMBERS = "series", "members"


def series_part(desk: Desk, printer: Printer) -> Shelf[SheetPage]:
    """The regular meetings as a part of 会議."""
    page = PageKind(
        sheet="meeting_series",
        begin_at="rule",
        title=series_name,
        note=said_of,
        acts=(
            PageAct(words=call_words, then=call, picture="calendar"),
            PageAct(words=members_words, then=to_members, picture="check"),
            PageAct(words=end_words, then=end, picture="close"),
        ),
    )
    return Shelf(
        desk,
        ShelfKind(
            section="meetings",
            tab=SERIES,
            heading="定例の会議",
            search_name="find_series",
            search_words="定例の会議を探す",
            search_label="探す（名前・曜日・場所）",
            add_words="定例の会議を加える",
            new_name="new_series",
            new_words="会議の名前（町での呼び名）",
            choose_words="左の一覧から会議を選んでください。",
            empty_words="まだ定例の会議がありません。",
            unfound_words="見つかりません。ほかの言葉でも探せます。",
            model=MeetingSeries,
            read=series_rows,
            add=lambda session, name: add_series(session, name).id,
            page=lambda series_id: SheetPage(desk, printer, page, series_id),
        ),
    )


def members_part(desk: Desk, printer: Printer) -> Shelf[SheetPage]:
    """Who sits in each regular meeting, as a part of 会議."""
    page = PageKind(
        sheet="series_members",
        begin_at="members",
        title=members_title,
        acts=(PageAct(words=lambda _session, _series: "定例の決まりを見る", then=to_series, picture="calendar"),),
        below=lambda series_id: PledgesCard(desk, printer, series_id),
    )
    return Shelf(
        desk,
        ShelfKind(
            section="meetings",
            tab=MEMBERS,
            heading="構成員",
            search_name="find_members",
            search_words="会議・機関・氏名で探す",
            search_label="探す（会議・機関・氏名）",
            add_words="会議を加える",
            new_name="new_members",
            new_words="会議の名前（町での呼び名）",
            choose_words="左の一覧から会議を選んでください。",
            empty_words="まだ定例の会議がありません。",
            unfound_words="見つかりません。ほかの言葉でも探せます。",
            model=MeetingSeries,
            read=member_rows,
            add=lambda session, name: add_series(session, name).id,
            page=lambda series_id: SheetPage(desk, printer, page, series_id),
        ),
    )


def series_rows(session: Session) -> Narrowing:
    """All regular meetings, to be narrowed by what is typed."""
    rows = [series_row(session, one) for one in all_series(session)]
    return lambda typed: narrowed_rows(rows, typed)


def series_row(session: Session, series: MeetingSeries) -> ListRow:
    """A regular meeting as a row: its name, its rule, its next day."""
    day = next_day(session, series) if series.ended_on is None else None
    words = (series.rule, f"次は {short(day)}" if day is not None else "", series.place)
    return ListRow(
        title=series.name,
        meta="　".join(filter(None, words)) or "日の決まりは、まだ書かれていません",
        tag="終わり" if series.ended_on is not None else "",
        tone=Tone.PLAIN,
        target=series.id,
    )


def member_rows(session: Session) -> Narrowing:
    """All regular meetings with their members, to be narrowed by a meeting, an agency or a name."""
    on = today(session)
    rows: list[tuple[ListRow, str]] = []
    for series in all_series(session):
        seated = members_on(session, series.id, on)
        missing = sum(not one.pledged_on for one in seated)
        row = ListRow(
            title=series.name,
            meta=f"{len(seated)}人" if seated else "まだだれも登録されていません",
            tag=f"誓約まだ {missing}人" if missing else "",
            tone=Tone.CARE,
            target=series.id,
        )
        rows.append((row, "、".join(one.agency_name + one.name for one in seated)))
    return lambda typed: [row for row, people in rows if has_words(f"{row.spoken}、{people}", typed)]


def series_name(session: Session, series_id: int) -> str:
    """The name of a regular meeting; empty when it is there no more."""
    found = session.get(MeetingSeries, series_id)
    return found.name or "（名前なし）" if found is not None else ""


def members_title(session: Session, series_id: int) -> str:
    """The heading of a registry."""
    name = series_name(session, series_id)
    return f"{name}の構成員" if name else ""


def said_of(session: Session, series_id: int) -> str:
    """What of a regular meeting could not be read."""
    found = session.get(MeetingSeries, series_id)
    return problems_of(found) if found is not None else ""


def call_words(session: Session, series_id: int) -> str:
    """The next day on the button that calls it; no button without a day."""
    found = session.get(MeetingSeries, series_id)
    day = next_day(session, found) if found is not None and found.ended_on is None else None
    return f"次回（{short(day)}）を開く" if day is not None else ""


def call(session: Session, series_id: int) -> Place:
    """Calls the next meeting and leads to where it is prepared."""
    return Place(section="meetings", meeting_id=call_next(session, series_id).id, tab="prepare")


def members_words(session: Session, series_id: int) -> str:
    """How many sit in the meeting."""
    return f"構成員（{len(members_on(session, series_id, today(session)))}人）"


def to_members(_session: Session, series_id: int) -> Place:
    """Leads to who sits in the meeting."""
    return Place(section="meetings", tab=MEMBERS, record_id=series_id)


def to_series(_session: Session, series_id: int) -> Place:
    """Leads to the rule of the meeting."""
    return Place(section="meetings", tab=SERIES, record_id=series_id)


def end_words(session: Session, series_id: int) -> str:
    """Whether the meeting goes on."""
    found = session.get(MeetingSeries, series_id)
    return "" if found is None else "もう開かない" if found.ended_on is None else "また開く"


def end(session: Session, series_id: int) -> None:
    """Ends the regular meeting or takes that back."""
    turn_ended(session, series_id)
