"""A clerk who does anything to a few cases, in any order, legal or not; after each act the rules must still hold."""

from datetime import timedelta
from typing import ClassVar

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import func, select

from hokatsu_desktop.models import (
    ChangeEntry,
)
from hokatsu_desktop.services.history import redo, undo, undoable
from hokatsu_desktop.services.refusal import Refusal
from tests.services.case_acts import ACTS
from tests.services.case_office import Nothing, new_office
from tests.services.case_rules import Dump, broken_rules, difference, dump, poor_words, unexplained

APART = timedelta(minutes=3)  # longer than a sitting of typing, so that each act is taken back by itself


class CaseMachine(RuleBasedStateMachine):
    """One office for one run."""

    totals_done: ClassVar[dict[str, int]] = {}
    totals_refused: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.office = new_office()

    @rule(name=st.sampled_from(sorted(ACTS)), a=st.integers(0, 5), b=st.integers(0, 7), back=st.booleans())
    def do(self, name: str, a: int, b: int, back: bool) -> None:
        """One act; `back` takes it back and does it again, and compares every row."""
        session = self.office.session
        self.office.clock.moment += APART
        before = dump(session)
        newest = session.scalar(select(func.max(ChangeEntry.act_number))) or 0
        try:
            ACTS[name](self.office, a, b)
            session.commit()
        except Nothing:
            session.rollback()
            return
        except Refusal as refusal:
            session.rollback()
            self.refused(name, refusal.words, before)
            return
        self.totals_done[name] = self.totals_done.get(name, 0) + 1
        note(f"{name} {a} {b}")
        assert list(broken_rules(session)) == []
        if back and name not in ("take_back", "do_again") and [newest + 1] == undoable(session):
            self.there_and_back(before)

    def refused(self, name: str, words: str, before: Dump) -> None:
        """A no has words, and changes nothing."""
        self.totals_refused[name] = self.totals_refused.get(name, 0) + 1
        assert poor_words(words) == ""
        assert difference(before, dump(self.office.session)) == {}

    def there_and_back(self, before: Dump) -> None:
        """Undo restores every row, and redo makes them anew."""
        session = self.office.session
        after = dump(session)
        undo(session)
        session.commit()
        assert difference(before, dump(session)) == {}
        redo(session)
        session.commit()
        assert difference(after, dump(session)) == {}

    def teardown(self) -> None:
        """The log explains all that is there."""
        session = self.office.session
        session.rollback()  # what a fault left half done
        assert list(unexplained(session)) == []
        session.close()
        session.get_bind().dispose()  # type: ignore[union-attr]
