"""The disclosure edition (開示用): the copy for the person whose record it is (個情法76条, 78条).

The supporter's own difficulty and the staff's view are not disclosed; their blanks stay and say so, so that nothing looks
empty by accident. What third parties told, and names of other households, is taken out and a bar stands in its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Degree, Note
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.degrees.doubts import doubt, people_in
from hokatsu_desktop.services.degrees.hiding import cases_in, free_texts, meetings_in, texts_of
from hokatsu_desktop.services.degrees.known import surroundings_of, words_of_case
from hokatsu_desktop.services.degrees.replacing import Finder, Known, replaced
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import BAR, Answer, Answers, Row, as_rows, is_filled
from hokatsu_desktop.sheets.definition import Blank, Confidential, Kind, Subject
from hokatsu_desktop.sheets.keys import other_key

NOT_DISCLOSED = "（この欄は開示しません）"
WITHHELD = frozenset({Confidential.SUPPORTER, Confidential.STAFF_VIEW})
_STEP = 10  # bars come in steps of so many characters: their length must not give a name away
_KEPT = ""  # what a known word becomes that stays as it is


@dataclass(frozen=True)
class Discloser:
    """Takes out of the texts of one household's papers who belongs to other households."""

    finder: Finder

    def text(self, text: str) -> str:
        """A text with bars over other households' names."""
        return replaced(text, [span for span in self.finder.spans(text) if span.becomes != _KEPT])

    def strangers(self, text: str) -> Iterator[str]:
        """Whoever else is named in a text: not of the household, no supporter."""
        known = [replace(span, becomes="。") for span in self.finder.spans(text)]
        yield from people_in(replaced(text, known))


def disclose(session: Session, papers: Sequence[Paper]) -> tuple[list[Paper], list[str]]:
    """The papers as the household they are about may have them, and who else is still named in them, and where."""
    discloser = discloser_for(session, papers)
    found = [disclosed_paper(paper, discloser, third_party=may_tell(session, paper)) for paper in papers]
    doubts = (
        doubt(word, paper.sheet, blank)
        for paper in found
        for blank in paper.sheet.blanks
        for text in free_texts(blank, paper.answers)
        for word in discloser.strangers(text)
    )
    return found, list(dict.fromkeys(doubts))


def discloser_for(session: Session, papers: Sequence[Paper]) -> Discloser:
    """Knows whose names stay (the household itself, supporters) and whose do not."""
    own = {paper.case_id for paper in papers if paper.case_id is not None}
    around = surroundings_of(
        session,
        cases_in(session, papers),
        meetings_in(session, papers),
        (text for paper in papers for _, text in texts_of(paper)),
        Degree.DISCLOSURE,
        today(session),
    )
    ours = [known for one in around.cases if one.case.id in own for known in words_of_case(one)]
    theirs = [known for one in around.cases if one.case.id not in own for known in words_of_case(one)]
    kept = [replace(known, becomes=_KEPT, household="") for known in (*ours, *around.supporters)]
    return Discloser(Finder([*kept, *barred((*theirs, *around.others))]))


def barred(known: Iterable[Known]) -> Iterator[Known]:
    """The words with a bar as what they become."""
    return (replace(one, becomes=bar(one.word), household=bar(one.word)) for one in known)


def may_tell(session: Session, paper: Paper) -> bool:
    """Whether what a third party told may be disclosed: only where the note says so."""
    if paper.sheet.subject is not Subject.NOTE or paper.subject_id is None:
        return False
    note = session.get(Note, paper.subject_id)
    return note is not None and note.third_party_may_be_disclosed == "yes"


def disclosed_paper(paper: Paper, discloser: Discloser, *, third_party: bool) -> Paper:
    """One paper: withheld blanks say so, third parties' words are bars, other households are bars."""
    answers: Answers = dict(paper.answers)
    sections = []
    for section in paper.sheet.sections:
        blanks = []
        for blank in section.blanks:
            shown, answer = disclosed(blank, paper.answers.get(blank.key, ""), discloser, third_party=third_party)
            blanks.append(shown)
            answers[blank.key] = answer
            own_words = paper.answers.get(other_key(blank.key))
            if isinstance(own_words, str):
                answers[other_key(blank.key)] = discloser.text(own_words) if shown is blank else ""
        sections.append(replace(section, blanks=tuple(blanks)))
    known = {key for blank in paper.sheet.blanks for key in (blank.key, other_key(blank.key))}
    return replace(
        paper,
        sheet=replace(paper.sheet, sections=tuple(sections)),
        answers={key: answer for key, answer in answers.items() if key in known and answer},
        degree=Degree.DISCLOSURE,
    )


def disclosed(blank: Blank, answer: Answer, discloser: Discloser, *, third_party: bool) -> tuple[Blank, Answer]:
    """A blank and its answer; one that is withheld becomes a blank of words."""
    told = blank.confidential is not Confidential.THIRD_PARTY or third_party
    if blank.confidential in WITHHELD and is_filled(blank, answer):
        return plain(blank), NOT_DISCLOSED
    if not told and is_filled(blank, answer):
        return plain(blank), bar(words_in(answer))
    match answer:
        case str():
            return blank, discloser.text(answer)
        case list() if rows := as_rows(answer):
            return blank, [disclosed_row(row, discloser) for row in rows]
        case _:
            return blank, answer


def disclosed_row(row: Row, discloser: Discloser) -> Row:
    """A row of a table with bars over other households' names."""
    return {key: cell if key.startswith("_") else discloser.text(cell) for key, cell in row.items()}


def plain(blank: Blank) -> Blank:
    """The blank as one that holds only words."""
    return replace(blank, kind=Kind.LINES, list="", columns=(), suffix="", empty_rows=0)


def bar(words: str) -> str:
    """A bar about as long as the words, never exactly as long."""
    return BAR * (-(-max(len(words), 1) // _STEP) * _STEP)


def words_in(answer: Answer) -> str:
    """All words of an answer, only to measure them."""
    match answer:
        case str():
            return answer
        case list():
            return "".join(cell for row in as_rows(answer) for key, cell in row.items() if not key.startswith("_"))
        case _:
            return ""
