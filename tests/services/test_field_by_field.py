"""A case in two copies of a store: each field whole, records of the same number kept apart, closed cases left out."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hokatsu_desktop.models import ChangeEntry, Note
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.field_by_field import CasePair, cases_side_by_side
from hokatsu_desktop.services.notes import save_note, write_note
from hokatsu_desktop.services.sight import hide_in_both
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.veils import hide_case
from tests.services.conftest import Clock
from tests.services.test_veils import received, working

LONG = "朝は起きられず、昼すぎに起きて、夕方に近くの店まで歩く。" * 8
Copy = Callable[[], Session]


@contextmanager
def opened(path: Path, clock: Clock) -> Iterator[Session]:
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(str(path)), poolclass=StaticPool)
    with Session(engine, expire_on_commit=False, info={"chain_key": b"k" * 32, "clock": clock}) as session:
        yield session
    engine.dispose()


@pytest.fixture
def copy(session: Session, clock: Clock, tmp_path: Path) -> Iterator[Copy]:
    """Makes another copy of the store, from where the two go separate ways."""
    with ExitStack() as stack:

        def make() -> Session:
            session.commit()
            raw = session.connection().connection.driver_connection
            assert raw is not None
            session.rollback()
            raw.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
            other = stack.enter_context(opened(tmp_path / "copy.db", clock))
            other.info["staff_id"] = session.info["staff_id"]
            return other

        yield make


def last(session: Session) -> int:
    return session.scalar(select(func.max(ChangeEntry.id))) or 0


def fields(found: tuple[CasePair, ...]) -> list[tuple[str, str, str, str]]:
    """Each field that differs with the record it stands in."""
    return [
        (record.name, one.label, one.ours, one.theirs)
        for case in found
        for record in case.records
        for one in record.fields
    ]


def test_a_long_text_stands_whole_on_both_sides_however_often_it_was_changed(session: Session, copy: Copy) -> None:
    case_id = received(session, "架空 次郎")
    change_case(session, case_id, how_to_approach=LONG)
    theirs, link = copy(), last(session)
    change_case(session, case_id, how_to_approach=LONG + "犬の話から入る。")
    change_case(session, case_id, how_to_approach=LONG + "犬の話から入る。電話は夕方に。")
    found = cases_side_by_side(session, theirs, link, {case_id})
    assert fields(found) == [("ケース", "関わり方・避けること", LONG + "犬の話から入る。電話は夕方に。", LONG)]
    assert "架空" in found[0].title


def test_what_was_changed_and_changed_back_is_no_difference(session: Session, copy: Copy) -> None:
    case_id = received(session, "架空 次郎")
    change_case(session, case_id, next_what="電話する")
    theirs, link = copy(), last(session)
    change_case(session, case_id, next_what="訪ねる")
    change_case(session, case_id, next_what="電話する")
    assert cases_side_by_side(session, theirs, link, {case_id}) == ()


def test_records_made_after_the_ways_parted_are_two_although_their_numbers_are_one(
    session: Session, copy: Copy
) -> None:
    case_id = received(session, "架空 次郎")
    theirs, link = copy(), last(session)
    ours_id = write_note(session, case_id, facts="こちらで会った").id
    theirs_id = write_note(theirs, case_id, facts="あちらで電話した").id
    assert ours_id == theirs_id
    found = fields(cases_side_by_side(session, theirs, link, {case_id}))
    assert any(one[2:] == ("こちらで会った", "") for one in found)
    assert any(one[2:] == ("", "あちらで電話した") for one in found)
    other = received(session, "架空 三郎"), received(theirs, "架空 四郎")
    assert other[0] == other[1]
    assert len(cases_side_by_side(session, theirs, link, {case_id, other[0]})) == 1  # the new cases are two, too


def test_a_record_both_have_is_told_by_its_first_field_and_one_that_is_gone_stands_on_one_side(
    session: Session, copy: Copy
) -> None:
    case_id = received(session, "架空 次郎")
    kept, gone = (write_note(session, case_id, facts=facts).id for facts in ("朝に会った", "夕方に電話した"))
    theirs, link = copy(), last(session)
    save_note(session, kept, facts="朝に会って話した")
    with act(session, "remove", "消す"):
        session.delete(session.get_one(Note, gone))
    found = fields(cases_side_by_side(session, theirs, link, {case_id}))
    assert [one[1:] for one in found if "会っ" in one[2]] == [("事実", "朝に会って話した", "朝に会った")]
    assert any("令和8年11月23日" in one[0] for one in found)


def test_a_case_closed_in_either_copy_is_left_out(session: Session, copy: Copy) -> None:
    secret, colleague = received(session, "秘川 花子"), join_office(session, "見本 ひろし").id
    theirs, link = copy(), last(session)
    write_note(session, secret, facts="電話で話した")
    hide_case(theirs, secret, colleague, "いとこ")
    assert cases_side_by_side(session, theirs, link, {secret})
    with working(session, colleague), working(theirs, colleague):
        hide_in_both(session, theirs, link)
        assert cases_side_by_side(session, theirs, link, {secret}) == ()


def test_each_case_is_asked_about_before_it_is_read(session: Session, copy: Copy) -> None:
    class NoMore(Exception):
        """Whoever waits wants no more."""

    def stop() -> None:
        raise NoMore

    case_id = received(session, "架空 次郎")
    theirs, link = copy(), last(session)
    with pytest.raises(NoMore):
        cases_side_by_side(session, theirs, link, {case_id}, stop)
