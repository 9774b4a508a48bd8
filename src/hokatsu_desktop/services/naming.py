"""What a case is called in lists: from the names typed, never overwriting a title given by hand."""

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Case, Household, Person


def refresh_titles(session: Session, case: Case) -> None:
    """Bring the title and the sorting key of a case in step with 本人's name."""
    person = session.get_one(Person, case.principal_id)
    household = session.get_one(Household, case.household_id)
    title = household_title(person)
    if title and case.title in ("", household.title):
        case.title = household.title = title
    case.sort_key = fold(person.kana or person.name or person.called)


def household_title(person: Person) -> str:
    """「佐藤世帯」 from 「佐藤 ハナ」, the whole name when no space parts it, 「（呼び名）…」 while the name is unknown."""
    name = person.name.replace("　", " ").strip()
    if name:
        return f"{name.split(' ')[0]}世帯"
    return f"（呼び名）{person.called.strip()}" if person.called.strip() else ""
