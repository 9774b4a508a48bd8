"""媒体の台帳: nothing leaves on a medium that is not in it, every package has its line, and what is out is asked after."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Medium, MediumLoan
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.handover import accept_handover, begin_handover, newest_handover
from hokatsu_desktop.services.history import undo, undoable
from hokatsu_desktop.services.media import (
    REGISTER,
    Ending,
    Lending,
    end_loan,
    lend_medium,
    loan_rows,
    media_rows,
    media_states,
    note_unfit,
    overdue_loans,
    register_medium,
)
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.today.page import today_page
from tests.services.second_person import agreed
from tests.services.test_handover import PACKAGE, PLAN

TODAY = date(2026, 11, 23)
AWAY = Lending("会議へ持参", "井上 まこと", "課長 太郎", TODAY + timedelta(days=2))


def test_a_medium_is_registered_once_whatever_the_width(session: Session) -> None:
    register_medium(session, " U-3 ", "USBメモリー 32GB")
    for number, said in (("Ｕ－３", "もう台帳にあります"), ("u-3", "もう台帳にあります"), ("　", "入れてください")):
        with pytest.raises(Refusal) as no:
            register_medium(session, number)
        assert said in no.value.words
    assert [(one.number, one.words) for one in media_states(session)] == [("U-3", "手もとにあります")]
    assert undoable(session) == []  # the number is on the medium now


@pytest.mark.parametrize("number", ["U-4", "3", "U-33", "U 3", "ユー3", "U-3 ", "Ｕ－３", "U‐3", *map(str, range(12))])
def test_no_package_on_a_medium_that_is_not_in_the_ledger(session: Session, number: str) -> None:
    """The number may be typed in any width; any other number is refused, and registering it is offered."""
    register_medium(session, "U-3")
    plan = replace(PLAN, medium_number=number)
    if number in ("U-3 ", "Ｕ－３", "U‐3"):
        assert begin_handover(session, plan, PACKAGE, agreed(session)).package == PACKAGE
        return
    with pytest.raises(Refusal) as no:
        begin_handover(session, plan, PACKAGE, agreed(session))
    assert no.value.offer == REGISTER
    assert newest_handover(session) is None
    assert list(session.scalars(select(MediumLoan))) == []


def test_a_medium_that_lied_is_not_used_again(session: Session) -> None:
    register_medium(session, "U-3")
    note_unfit(session, "U-3", "書いたものを読み戻せなかった")
    with pytest.raises(Refusal) as no:
        begin_handover(session, PLAN, PACKAGE, agreed(session))
    assert "読み戻せなかった" in no.value.words
    assert no.value.offer == ""


def test_a_second_try_ends_the_line_of_the_first(session: Session) -> None:
    register_medium(session, "U-3")
    begin_handover(session, PLAN, PACKAGE, agreed(session))
    begin_handover(session, replace(PLAN, medium_route="share", medium_number=""), "HIKITSUGI_B", agreed(session))
    rows = loan_rows(session, the_office(session))
    assert [(row["number"], bool(row["ended_on"])) for row in rows] == [("U-3", True), ("庁内の共有フォルダー", False)]
    assert PACKAGE in rows[0]["purpose"]
    assert media_states(session)[0].words == "手もとにあります"


def test_every_package_has_its_line_whatever_happens(session: Session) -> None:
    """1,000 random steps of writing, sealing away, accepting and giving back: no package without a line."""
    chance = random.Random(20261123)
    numbers = ["U-1", "U-2", "U-3"]
    for number in numbers:
        register_medium(session, number)
    packages: list[str] = []
    for step in range(1000):
        name = f"HIKITSUGI_{step}"
        match chance.choice(("stick", "share", "unregistered", "accept", "sealed twice", "end")):
            case "stick":
                plan = replace(PLAN, medium_number=chance.choice(numbers))
                packages.append(begin_handover(session, plan, name, agreed(session)).package)
            case "share":
                plan = replace(PLAN, medium_route="share", medium_number="")
                packages.append(begin_handover(session, plan, name, agreed(session)).package)
            case "unregistered":
                with pytest.raises(Refusal):
                    begin_handover(session, replace(PLAN, medium_number=f"X-{step}"), name, agreed(session))
            case "accept" if packages:
                accept_handover(session, "井上 まこと", "slot", packages[-1])
            case "sealed twice":
                accept_handover(session, "井上 まこと", "slot", name)
                packages.append(name)
            case _:
                open_ones = list(session.scalars(select(MediumLoan).where(MediumLoan.ended_on.is_(None))))
                for loan in open_ones:
                    end_loan(session, loan.id, Ending("returned"))
    lines = [loan.package for loan in session.scalars(select(MediumLoan))]
    assert sorted(lines) == sorted(packages)
    assert len(packages) > 400
    still_open = session.scalars(select(MediumLoan).where(MediumLoan.ended_on.is_(None))).all()
    assert len(still_open) <= 1


def test_what_is_out_is_asked_after_until_it_is_said_what_became_of_it(session: Session) -> None:
    medium = register_medium(session, "U-3")
    loan = lend_medium(session, medium.id, AWAY)
    with pytest.raises(Refusal):
        lend_medium(session, medium.id, AWAY)
    assert overdue_loans(session, TODAY + timedelta(days=1)) == []
    assert [number for _loan, number in overdue_loans(session, TODAY + timedelta(days=2))] == ["U-3"]
    with act(session, "test", "期限を早める"):
        loan.due_on = TODAY - timedelta(days=1)
    shown = [row for group in today_page(session) if group.key == "media" for row in group.rows]
    assert [(row.title, row.mark) for row in shown] == [("媒体 U-3", "overdue")]
    for ending, said in (
        (Ending(""), "どうしたか"),
        (Ending("erased"), "立ち会った人"),
        (Ending("destroyed", "切断した"), "立ち会った人"),
        (Ending("returned", on=TODAY - timedelta(days=9)), "より前"),
    ):
        with pytest.raises(Refusal) as no:
            end_loan(session, loan.id, ending)
        assert said in no.value.words
    end_loan(session, loan.id, Ending("erased", "初期化して上書き", "課長 太郎"))
    assert overdue_loans(session, TODAY + timedelta(days=9)) == []
    row = loan_rows(session, the_office(session))[0]
    assert (row["witness"], "初期化して上書き" in row["ending"]) == ("課長 太郎", True)


@pytest.mark.parametrize("ending", ["destroyed", "lost"])
def test_what_is_gone_is_not_lent_again(session: Session, ending: str) -> None:
    medium = register_medium(session, "U-3")
    loan = lend_medium(session, medium.id, AWAY)
    end_loan(session, loan.id, Ending(ending, "切断した", "課長 太郎"))
    with pytest.raises(Refusal):
        lend_medium(session, medium.id, AWAY)
    assert media_states(session)[0].is_unfit
    assert media_rows(session, the_office(session))[0]["unfit"] != ""
    undo(session)
    session.expire_all()
    assert session.get(Medium, medium.id) is not None
    assert not media_states(session)[0].is_unfit
