"""きょうの一覧 on paper: one page for the morning meeting, with the numbers of cases instead of names."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CasePerson, Office, Person
from hokatsu_desktop.services.row_values import number_of
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.sheets.answers import Row

OF_A_HEADING = 8
NOT_ON_PAPER = frozenset(
    {"first_week", "others", "drafts", "many", "changes"}
)  # for one member of staff, or not for a paper that goes round
LINES = 30  # what one page holds
IN_WHAT, IN_WHEN = 21, 12  # characters of a line in the two columns that grow


def today_rows(session: Session, _office: Office) -> list[Row]:
    """What stands on きょう, as much as one page holds; the headings that come first are not cut."""
    groups = [group for group in today_page(session) if group.key not in NOT_ON_PAPER]
    names = names_of_cases(session, sorted({row.case_id for group in groups for row in group.rows if row.case_id}))
    rows: list[Row] = []
    left_out = 0
    for group in groups:
        left_out += max(0, len(group.rows) - OF_A_HEADING)
        for place, row in enumerate(group.rows[:OF_A_HEADING]):
            number, called = names.get(row.case_id or 0, ("", ()))
            shown = {
                "heading": "" if place else group.title,
                "number": f"□ {number}",
                "what": without(row.title, called) or "ようすを確かめる",
                "when": without(row.meta, (*called, number)),
            }
            if sum(map(lines_of, [*rows, shown])) > LINES:
                left_out += 1
            else:
                rows.append(shown)
    if left_out:
        rows.append({"heading": "", "number": "", "what": f"ほか{left_out}件は、画面の「きょう」で見てください。"})
    return rows


def names_of_cases(session: Session, case_ids: Sequence[int]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The number of each case, and what names its people and its household, the longest first."""
    titles = session.scalars(select(Case).where(Case.id.in_(case_ids)))
    called = {case.id: (number_of(case), {case.title}) for case in titles}
    people = session.execute(
        select(CasePerson.case_id, Person)
        .join(Person, Person.id == CasePerson.person_id)
        .where(CasePerson.case_id.in_(case_ids))
    )
    for case_id, person in people:
        called[case_id][1].update((person.name, person.name.replace(" ", ""), person.called))
    return {
        case_id: (number, tuple(sorted(filter(None, names), key=len, reverse=True)))
        for case_id, (number, names) in called.items()
    }


def without(words: str, names: Sequence[str]) -> str:
    """Words without these names, and without the spaces and particles they leave behind."""
    for name in filter(None, names):
        words = words.replace(name, "")
    return words.strip("　 ").removeprefix("に").strip("　 ")


def lines_of(row: Row) -> int:
    """About how many lines a row takes on paper."""
    return max(
        1, -(-len(row["what"]) // IN_WHAT), -(-len(row.get("when", "")) // IN_WHEN), len(row["heading"]) > 8 and 2
    )
