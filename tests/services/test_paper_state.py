"""この紙の時点: the digits of a paper, typed in whatever way, tell what has changed since."""

import random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ChangeEntry
from hokatsu_desktop.services.acts import head, head_digits, note_fact
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.office import change_setting
from hokatsu_desktop.services.paper_state import digits_of, link_of, state_of_paper
from hokatsu_desktop.services.refusal import Refusal
from tests.services.test_growth import statements
from tests.services.test_story import received


def test_nothing_has_changed_since_a_paper_that_was_just_printed(session: Session) -> None:
    digits = head(session)
    note_fact(session, "print_sheets", "印刷する", sheets=[])
    state = state_of_paper(session, digits)
    assert (state.digits, state.changes, state.lines) == (digits, 0, ())
    assert f"{state.state_at:%H:%M}" == "01:00"  # the clock of these tests stands in UTC


def test_what_changed_is_told_by_case_and_act_the_newest_first(session: Session) -> None:
    one, other = received(session).case_id, received(session, "例示 太郎", "レイジ タロウ").case_id
    digits = head(session)
    write_note(session, one, facts="電話で話した")
    write_note(session, other, facts="訪ねた")
    write_note(session, other, facts="また訪ねた")
    state = state_of_paper(session, digits)
    assert state.changes == 3
    numbers = [session.get_one(Case, case_id).number for case_id in (other, one)]
    assert [(line.case_label, line.times, line.case_id) for line in state.lines] == [
        (numbers[0], 2, other),
        (numbers[1], 1, one),
    ]
    assert {line.title for line in state.lines} == {"経過を書く"}


def test_every_link_is_found_by_its_digits(session: Session) -> None:
    received(session)
    changing = select(func.count(func.distinct(ChangeEntry.act_number))).where(ChangeEntry.table_name != "")
    for link in session.scalars(select(ChangeEntry)).all():
        digits = f"{int(link.hash, 16) % 10**12:012d}"
        assert state_of_paper(session, digits).changes == session.scalar(changing.where(ChangeEntry.id > link.id))


def test_two_hundred_papers_made_between_changes_by_chance(session: Session) -> None:
    seed = 20261128
    chance = random.Random(seed)
    case_id = received(session).case_id
    papers: list[tuple[str, int]] = []  # the digits at the foot, and how many acts had changed something by then
    changed = 0
    for number in range(200):
        papers.append((head(session), changed))
        if chance.random() < 0.5:
            note_fact(session, "print_sheets", "印刷する", sheets=[])
        else:
            change_case(session, case_id, next_what=f"{number}回目")
            changed += 1
    links = [link_of(session, digits_of(digits)) for digits, _then in papers]
    assert [head_digits(link.hash) for link in links] == [digits for digits, _then in papers], f"seed {seed}"
    for digits, then in chance.sample(papers, 20):
        assert state_of_paper(session, digits).changes == changed - then, f"seed {seed}"


@pytest.mark.parametrize("spelling", ["{}-{}-{}", "{}{}{}", " {} {} {} ", "{}ー{}ー{}", "この紙の時点　{}－{}－{}"])
@pytest.mark.parametrize("wide", [False, True])
def test_digits_may_be_typed_in_any_way(session: Session, spelling: str, wide: bool) -> None:
    received(session)
    digits = head(session)
    typed = spelling.format(*digits.split("-"))
    if wide:
        typed = typed.translate({ord(str(digit)): chr(ord("０") + digit) for digit in range(10)})
    assert state_of_paper(session, typed).digits == digits


@pytest.mark.parametrize(
    ("typed", "said"), [("", "12けた"), ("4821-0937-552", "12けた"), ("x" * 12, "12けた"), ("0000-0000-0000", "台帳に")]
)
def test_wrong_digits_are_answered_with_a_sentence(session: Session, typed: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        state_of_paper(session, typed)
    assert said in refused.value.words


def test_a_change_of_no_case_is_told_without_a_number(session: Session) -> None:
    digits = head(session)
    change_setting(session, "idle", "5")
    (line,) = state_of_paper(session, digits).lines
    assert (line.case_label, line.case_id) == ("", None)


def test_the_number_of_questions_does_not_grow(session: Session) -> None:
    case_id = received(session).case_id
    digits = head(session)
    asked_by: list[int] = []
    for times in (1, 12):
        for _ in range(times):
            write_note(session, case_id, facts="電話で話した")
            received(session, "例示 太郎", "レイジ タロウ")
        session.flush()
        session.expunge_all()
        with statements(session) as asked:
            assert state_of_paper(session, digits).changes > times
        asked_by.append(len(asked))
    assert asked_by[0] == asked_by[1] <= 5
