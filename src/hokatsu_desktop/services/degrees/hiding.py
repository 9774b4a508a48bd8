"""Papers with letters (L1) or general words (L2) in the place of names, in every answer, label and drawing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.relatives import Relative
from hokatsu_desktop.drawing.shapes import Shape, Text
from hokatsu_desktop.japanese.wareki import PartialDate
from hokatsu_desktop.models import Agency, Attendance, Case, Degree, Handout, MeetingCase, Person
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.degrees.calling import SUPPORTER, LetteredCase
from hokatsu_desktop.services.degrees.doubts import doubt, doubtful_words
from hokatsu_desktop.services.degrees.known import Surroundings, age_words, surroundings_of
from hokatsu_desktop.services.degrees.replacing import Finder, replaced
from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.papers import Paper, drawings_of
from hokatsu_desktop.sheets.answers import Answer, Row, as_rows
from hokatsu_desktop.sheets.check import UNREADABLE
from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Sheet, Subject
from hokatsu_desktop.sheets.keys import KEY, other_key

SUPPORTERS_OWN = frozenset(
    {
        "meeting.facilitator",
        "meeting.recorder",
        "referral.from_contact_name",
        "staff.name",
        "contact.name",
        "contact.kana",
        "answer.answered_by",
        "plan.made_by",
        "consent.explained_by",
    }
)
"""Binds that hold a supporter's name and nothing else: a name nobody knows gives way, too."""

BIRTHS = frozenset({"birth", "person_birth"})


@dataclass(frozen=True)
class Hider:
    """Says texts, dates and drawings of one paper without names."""

    around: Surroundings
    finder: Finder
    agency_names: frozenset[str]

    @property
    def degree(self) -> Degree:
        """L1 or L2."""
        return self.around.softening.degree

    def text(self, text: str) -> str:
        """A text without names."""
        return replaced(text, [*self.finder.spans(text), *self.around.softening.spans(text)]) if text.strip() else text

    def supporter(self, text: str) -> str:
        """A supporter's name as what they are; 支援者 where nobody knows the name."""
        said = self.text(text)
        return SUPPORTER if said == text and text.strip() and text.strip() not in self.agency_names else said

    def date(self, stored: str, *, is_birth: bool) -> str:
        """A stored date as its month, a birth as its age band; days to come stay, they are promises."""
        if stored.startswith(UNREADABLE):
            return UNREADABLE + self.text(stored.removeprefix(UNREADABLE))
        try:
            partial = PartialDate.from_text(stored)
        except ValueError:
            return self.text(stored)
        on = self.around.softening.today
        if is_birth:
            words = age_words(stored, on, self.degree)
            return UNREADABLE + words if words else ""
        day = partial.as_date()
        return stored if day is None or day >= on else replace(partial, day=None).text

    def answer(self, blank: Blank | None, answer: Answer) -> Answer:
        """An answer without names; ticks stay as they are."""
        match answer:
            case str():
                return self._field(blank, answer)
            case list() if rows := as_rows(answer):
                columns = {column.key: column for column in blank.columns} if blank else {}
                return [self._row(columns, row) for row in rows]
            case _:
                return answer

    def shapes(self, shapes: Sequence[Shape]) -> tuple[Shape, ...]:
        """A drawing without names in its words."""
        return tuple(replace(one, words=self.text(one.words)) if isinstance(one, Text) else one for one in shapes)

    def _row(self, columns: Mapping[str, Column], row: Row) -> Row:
        return {key: cell if key.startswith("_") else self._field(columns.get(key), cell) for key, cell in row.items()}

    def _field(self, field: Blank | Column | None, answer: str) -> str:
        kind = field.kind if field else Kind.TEXT
        match kind:
            case Kind.DATE:
                return self.date(answer, is_birth=field is not None and is_birth(field))
            case Kind.CHOICE | Kind.YES_NO if KEY.fullmatch(answer):
                return answer
            case Kind.TEXT if isinstance(field, Blank) and field.bind in SUPPORTERS_OWN:
                return self.supporter(answer)
            case _:
                return self.text(answer)


def is_birth(field: Blank | Column) -> bool:
    """Whether a date field holds a birth date."""
    return field.key in BIRTHS or (isinstance(field, Blank) and field.bind == "person.birth")


def hide_names(session: Session, papers: Sequence[Paper], degree: Degree) -> tuple[list[Paper], list[str]]:
    """The papers without names, and what may still tell who is meant, with the paper and blank it stands in."""
    around = surroundings_of(
        session,
        cases_in(session, papers),
        meetings_in(session, papers),
        (text for paper in papers for _, text in texts_of(paper)),
        degree,
        today(session),
    )
    agency_names = frozenset(session.scalars(select(Agency.name)))
    hiders: dict[int | None, Hider] = {}
    hidden: list[Paper] = []
    for paper in papers:
        if paper.case_id not in hiders:
            hiders[paper.case_id] = Hider(around, Finder(around.known_for(paper.case_id)), agency_names)
        hidden.append(hidden_paper(session, paper, hiders[paper.case_id]))
    return hidden, list(dict.fromkeys(doubts_in(hidden, degree, agency_names)))


def hidden_paper(session: Session, paper: Paper, hider: Hider) -> Paper:
    """One paper without names."""
    blanks = {blank.key: blank for blank in paper.sheet.blanks}
    own = next((one for one in hider.around.cases if one.case.id == paper.case_id), None)
    drawings = (
        drawings_of(session, paper.sheet, own.case, said_of(own, hider), hider.text) if own and paper.drawings else {}
    )
    return replace(
        paper,
        sheet=without_town_head(paper.sheet) if hider.degree is Degree.ANONYMOUS else paper.sheet,
        answers={key: hider.answer(blanks.get(key), answer) for key, answer in paper.answers.items()},
        case_label=f"事例{own.letter}" if own and paper.case_label else hider.text(paper.case_label),
        drawings={key: hider.shapes(shapes) for key, shapes in drawings.items()},
        remarks=tuple(map(hider.text, paper.remarks)),
        degree=hider.degree,
    )


def without_town_head(sheet: Sheet) -> Sheet:
    """The sheet without the office's own words and picture above its title: they would name the town."""
    return replace(sheet, header="", logo=False)


def said_of(own: LetteredCase, hider: Hider) -> Callable[[Person, Relative], Relative]:
    """How a relative stands in the genogram: 本人 by the letter, the others by the tie, ages as bands."""
    ties = {person.id: tie for person, tie in own.people}
    degree, on = hider.degree, hider.around.softening.today

    def said(person: Person, relative: Relative) -> Relative:
        band = age_words(person.birth, on, degree) if degree is Degree.LETTERS and not relative.has_died else ""
        name = f"{own.letter}さん" if relative.is_principal else ""
        # What the label says decides where somebody stands, so it stays as it is unless it names anybody.
        label = relative.label if hider.text(relative.label) == relative.label else ""
        return replace(relative, name=name, label=label or ties.get(person.id, ""), age=band)

    return said


def cases_in(session: Session, papers: Sequence[Paper]) -> list[int]:
    """The cases that papers are about, in the order in which they come up; a list names its cases by their numbers."""
    found: list[int] = []
    for paper in papers:
        match paper.sheet.subject:
            case Subject.MEETING | Subject.HANDOUT | Subject.ATTENDANCE:
                found += [
                    one.case_id for meeting_id in meetings_in(session, [paper]) for one in cases_of(session, meeting_id)
                ]
            case Subject.OFFICE | Subject.REVIEW:
                found += listed_cases(session, paper)
            case _ if paper.case_id is not None:
                found.append(paper.case_id)
            case _:
                pass  # an agency's paper, a pledge: about no household
    return list(dict.fromkeys(found))


def listed_cases(session: Session, paper: Paper) -> list[int]:
    """The cases whose numbers stand in the rows of a list."""
    numbers = [text for _, text in texts_of(paper) if "-" in text and len(text) < 20]  # R8-012
    by_number = {
        number: case_id
        for case_id, number in session.execute(select(Case.id, Case.number).where(Case.number.in_(numbers)))
    }
    return [by_number[number] for number in numbers if number in by_number]


def meetings_in(session: Session, papers: Sequence[Paper]) -> list[int]:
    """The meetings that papers hang on."""
    found: list[int] = []
    for paper in papers:
        if paper.subject_id is None:
            continue
        match paper.sheet.subject:
            case Subject.MEETING:
                found.append(paper.subject_id)
            case Subject.MEETING_CASE if meeting_case := session.get(MeetingCase, paper.subject_id):
                found.append(meeting_case.meeting_id)
            case Subject.ATTENDANCE if attendance := session.get(Attendance, paper.subject_id):
                found.append(attendance.meeting_id)
            case Subject.HANDOUT if handout := session.get(Handout, paper.subject_id):
                found.append(handout.meeting_id)
            case _:
                pass
    return list(dict.fromkeys(found))


def texts_of(paper: Paper) -> Iterator[tuple[str, str]]:
    """Every text of a paper's answers with the key of its blank."""
    for key, answer in paper.answers.items():
        match answer:
            case str():
                yield key, answer
            case list():
                yield from ((key, cell) for row in as_rows(answer) for cell in row.values())
            case _:
                pass


def doubts_in(papers: Sequence[Paper], degree: Degree, agency_names: frozenset[str]) -> Iterator[str]:
    """「小林さん」（A票・困りごとのようす）, for every word that may still tell who is meant."""
    for paper in papers:
        for blank in paper.sheet.blanks:
            for text in free_texts(blank, paper.answers):
                for word in doubtful_words(text, degree):
                    if not any(word in name or name in word for name in agency_names):
                        yield doubt(word, paper.sheet, blank)


def free_texts(blank: Blank, answers: Mapping[str, Answer]) -> Iterator[str]:
    """What was written by hand in a blank: not its dates, numbers and ticks."""
    answer = answers.get(blank.key)
    if isinstance(answer, str) and blank.kind in (Kind.TEXT, Kind.LINES):
        yield answer
    written = [column.key for column in blank.columns if column.kind in (Kind.TEXT, Kind.LINES)]
    yield from (row.get(key, "") for row in as_rows(answer) for key in written)
    if isinstance(own_words := answers.get(other_key(blank.key)), str):
        yield own_words
