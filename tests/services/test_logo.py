"""The office's picture: kept, replaced, taken away and brought back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attachment
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.logo import LARGEST, keep_logo, office_logo, remove_logo
from hokatsu_desktop.services.papers import imprint_of
from hokatsu_desktop.services.refusal import Refusal
from tests.printing.logos import png


def test_a_logo_is_kept_and_goes_with_every_print(session: Session) -> None:
    assert imprint_of(session).logo == b""
    keep_logo(session, png())
    assert imprint_of(session).logo == office_logo(session) == png()
    keep_logo(session, png(30, 30))
    assert office_logo(session) == png(30, 30)
    assert len(session.scalars(select(Attachment)).all()) == 1


def test_a_logo_taken_away_comes_back_by_undo(session: Session) -> None:
    keep_logo(session, png())
    remove_logo(session)
    assert office_logo(session) == b""
    undo(session)
    assert office_logo(session) == png()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "PNGかJPEG"), (b"GIF89a", "PNGかJPEG"), (png() + b" " * LARGEST, "1MBまで")],
    ids=["empty", "gif", "large"],
)
def test_another_kind_or_too_large_a_picture_is_refused(session: Session, content: bytes, words: str) -> None:
    keep_logo(session, png())
    with pytest.raises(Refusal) as refusal:
        keep_logo(session, content)
    assert words in refusal.value.words
    assert office_logo(session) == png()
