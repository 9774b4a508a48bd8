"""Any call that reaches the disk fails, once or from then on: a sentence, nothing lost, nothing twice, nothing half."""

import pytest

from tests.faults.sweeping import sweep, swept, tried

SEED = 20261128
DISTURBED = 120  # of about 28,000


def test_a_call_that_fails_loses_nothing_and_is_told_in_a_sentence() -> None:
    assert tried(swept("errors", seed=SEED, count=DISTURBED)) == DISTURBED


@pytest.mark.long
def test_every_call_that_fails_loses_nothing() -> None:
    assert tried(swept("errors", seed=SEED, count=0)) > 20_000


@pytest.mark.parametrize(
    ("plant", "trouble"),
    [("errors pass", "instead of a refusal"), ("errors unheard", "acknowledged is lost")],
)
def test_a_store_that_deals_badly_with_errors_is_found_by_the_sweep(plant: str, trouble: str) -> None:
    code, lines = sweep("errors", seed=SEED, count=40, only="edit", plant=plant)
    assert code == 1
    assert any(trouble in line for line in lines)
