"""Random legal and illegal acts on a few cases never break a rule; see case_machine.py."""

import random

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.services.case_machine import CaseMachine
from tests.services.case_rules import poor_words

STEPS = 50
QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def machine_of(runs: int) -> settings:
    """So many runs of fifty steps; a failing one is printed with what brings it back."""
    return settings(
        max_examples=runs, stateful_step_count=STEPS, deadline=None, suppress_health_check=QUIET, print_blob=True
    )


def test_no_order_of_acts_breaks_a_rule() -> None:
    run_state_machine_as_test(CaseMachine, settings=machine_of(8))
    assert sum(CaseMachine.totals_done.values()) > 100
    assert sum(CaseMachine.totals_refused.values()) > 10


@pytest.mark.long
def test_no_order_of_acts_breaks_a_rule_in_two_thousand_runs() -> None:
    number = random.SystemRandom().randrange(2**32)
    print(f"seed {number}")
    run_state_machine_as_test(seed(number)(CaseMachine), settings=machine_of(2000))


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("no", "not Japanese"),
        ("できません", "no whole sentence"),
        ("できません。", "does not say"),
        ("理由を書いてください。台帳は変わっていません。", ""),
    ],
)
def test_words_of_a_refusal_are_judged(words: str, wrong: str) -> None:
    assert poor_words(words).startswith(wrong)
    assert bool(poor_words(words)) == bool(wrong)
