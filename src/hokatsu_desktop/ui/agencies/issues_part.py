"""地域課題: what the community meeting is asked about, and what was made of it."""

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import CommunityIssue, IssueOutcome
from hokatsu_desktop.services.community_issues import issues, raise_issue
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.narrowing import narrowed_rows
from hokatsu_desktop.ui.parts.sheet_page import PageKind, SheetPage
from hokatsu_desktop.ui.parts.shelf import ListAct, Narrowing, Shelf, ShelfKind
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

ISSUES = "issues"
TONES = {IssueOutcome.TRYING: Tone.INFO, IssueOutcome.CAME_TO_BE: Tone.INFO}


def issues_part(desk: Desk, printer: Printer) -> Shelf[SheetPage]:
    """The community issues as a part of 機関・資源."""
    page = PageKind(sheet="issue_card", begin_at="words", title=issue_title)
    return Shelf(
        desk,
        ShelfKind(
            section="agencies",
            tab=ISSUES,
            heading="地域課題",
            search_name="find_issue",
            search_words="課題を探す",
            search_label="探す（言葉・何について・その後）",
            add_words="地域課題を出す",
            new_name="new_issue",
            new_words="どんな課題か",
            choose_words="左の一覧から課題を選んでください。",
            empty_words="まだ地域課題がありません。",
            unfound_words="見つかりません。ほかの言葉でも探せます。",
            model=CommunityIssue,
            read=issue_rows,
            add=lambda session, title: raise_issue(session, title).id,
            page=lambda issue_id: SheetPage(desk, printer, page, issue_id),
            acts=(
                ListAct(
                    words="今年度の一覧を印刷", picture="print", then=lambda: print_list(desk, printer, "issue_list")
                ),
            ),
        ),
    )


def print_list(desk: Desk, printer: Printer, key: str) -> None:
    """Preview a list of the whole office."""
    with desk.reading() as session:
        office_id = the_office(session).id
    printer.print_sheet(key, office_id)


def issue_rows(session: Session) -> Narrowing:
    """All issues, to be narrowed by what is typed."""
    rows = [issue_row(one) for one in issues(session)]
    return lambda typed: narrowed_rows(rows, typed)


def issue_row(one: CommunityIssue) -> ListRow:
    """An issue as a row: what it is, since when, and what was made of it."""
    theme = label_of("resource_theme", one.theme) if one.theme else ""
    return ListRow(
        title=one.title,
        meta="　".join(filter(None, (short(one.raised_on), theme, one.brought_to))),
        tag=label_of("issue_outcome", one.outcome),
        tone=TONES.get(IssueOutcome(one.outcome), Tone.PLAIN) if one.outcome else Tone.PLAIN,
        target=one.id,
    )


def issue_title(session: Session, issue_id: int) -> str:
    """The title of an issue; empty when it is there no more."""
    found = session.get(CommunityIssue, issue_id)
    return found.title or "（題なし）" if found is not None else ""
