"""A clock for the towns."""

import pytest

from tests.services.conftest import Clock


@pytest.fixture
def clock() -> Clock:
    """The clock of an office; each step of a walk sets it."""
    return Clock()
