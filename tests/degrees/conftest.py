"""The practice town, read only, as papers are printed from it."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.services.test_practice_town import TODAY, built


@pytest.fixture(scope="package")
def town() -> Iterator[Session]:
    with built(TODAY) as session:
        yield session
