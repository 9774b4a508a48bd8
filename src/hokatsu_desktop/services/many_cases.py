"""How many cases papers tell of: a file of more than a meeting's worth is not made by one person alone."""

from collections.abc import Iterable, Iterator, Sequence

from hokatsu_desktop.services.numbers import CASE_NUMBER
from hokatsu_desktop.services.papers import Paper

MOST_ALONE = 10  # cases in one file: as many as one meeting takes


def cases_on(papers: Sequence[Paper]) -> int:
    """The number of cases that papers in real names tell of, by their numbers; papers in letters count for nothing."""
    named = [paper for paper in papers if not paper.blank and not paper.degree.hides_names]
    found = {number for paper in named for words in _words_on(paper) for number in CASE_NUMBER.findall(words)}
    unnumbered = {paper.case_id for paper in named if paper.case_id and not CASE_NUMBER.search(paper.case_label)}
    return len(found) + len(unnumbered)


def needs_second_person(papers: Sequence[Paper]) -> bool:
    """Whether a file of these papers is one of many cases."""
    return cases_on(papers) > MOST_ALONE


def _words_on(paper: Paper) -> Iterator[str]:
    yield paper.case_label
    yield from _strings(paper.answers.values())


def _strings(answers: Iterable[object]) -> Iterator[str]:
    for answer in answers:
        match answer:
            case str():
                yield answer
            case dict():
                yield from _strings(answer.values())
            case list() | tuple():
                yield from _strings(answer)
            case _:
                continue
