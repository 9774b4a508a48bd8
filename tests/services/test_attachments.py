"""Papers of others on a sheet: what may be attached, how it is kept, and that it can be taken back."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import AttachmentContent, Case
from hokatsu_desktop.services.attachments import (
    MOST_BYTES,
    attach,
    attached_words,
    attachments_of,
    content_of,
    describe,
    left_out,
    media_type_of,
    refuse_unfit,
    take_away,
)
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.trash import forget, throw_away
from tests.services.test_story import received

A_SHEET, B_SHEET = "tsunagi_takashima_a", "tsunagi_takashima_b"
PDF = b"%PDF-1.7 sample"


def titles(session: Session, key: str, subject_id: int) -> list[str]:
    return [one.title for one in attachments_of(session, key, subject_id)]


def test_the_kind_is_known_by_the_content() -> None:
    assert media_type_of(PDF) == "application/pdf"
    assert media_type_of(b"\n\n%PDF-1.4") == "application/pdf"
    assert media_type_of(b"\x89PNG\r\n\x1a\n....") == "image/png"
    assert media_type_of(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert media_type_of(b"PK\x03\x04") == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "空です"), (b"PK\x03\x04 docx", "PDFにしてから"), (b"%PDF-" + bytes(MOST_BYTES), "20 MB")],
)
def test_what_cannot_be_attached_is_refused_with_words(content: bytes, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_unfit(content)
    assert words in refused.value.words


def test_an_attachment_stays_with_its_sheet(session: Session) -> None:
    referral = received(session)
    made = attach(session, B_SHEET, referral.id, PDF, pages=2, title="保健センターの記録", from_whom="保健センター")
    attach(session, B_SHEET, referral.id, PDF, pages=1, title="  ")
    assert titles(session, B_SHEET, referral.id) == ["保健センターの記録", "別紙"]
    assert titles(session, A_SHEET, referral.id) == []
    assert content_of(session, made.id) == PDF
    assert made.case_id == referral.case_id
    describe(session, made.id, title="アセスメント票", from_whom="社協", received_on=None)
    assert titles(session, B_SHEET, referral.id) == ["アセスメント票", "別紙"]


def test_taking_away_can_be_undone(session: Session) -> None:
    referral = received(session)
    made = attach(session, B_SHEET, referral.id, PDF, pages=1, title="写真")
    session.commit()
    take_away(session, made.id)
    session.commit()
    assert titles(session, B_SHEET, referral.id) == []
    with pytest.raises(Gone):
        content_of(session, made.id)
    undo(session)
    assert content_of(session, made.id) == PDF


def test_a_content_that_was_changed_is_not_shown(session: Session) -> None:
    made = attach(session, B_SHEET, received(session).id, PDF, pages=1, title="写真")
    session.get_one(AttachmentContent, made.content_id).content = b"%PDF-1.7 other"
    with pytest.raises(Refusal):
        content_of(session, made.id)


def test_paper_carries_the_attachments_and_says_so(session: Session) -> None:
    referral = received(session)
    attach(session, B_SHEET, referral.id, PDF, pages=2, title="記録", from_whom="保健センター")
    attach(session, B_SHEET, referral.id, PDF, pages=1, title="地図")
    paper = paper_of(session, B_SHEET, referral.id)
    assert [file.content for file in paper.attached] == [PDF, PDF]
    assert paper.notes.startswith("別紙のとおり（3枚）　別紙1　記録、別紙2　地図")
    words = attached_words(left_out(paper.attached))
    assert "3枚" in words
    assert "付けていません" in words
    assert "記録" not in words
    assert attached_words(()) == ""


def test_a_forgotten_draft_takes_its_attachments_with_it(session: Session) -> None:
    referral = begin_referral(session)
    attach(session, A_SHEET, referral.id, PDF, pages=1, title="メモ")
    throw_away(session, referral.case_id)
    from hokatsu_desktop.services.acts import act

    with act(session, "empty_trash", "ごみ箱を空にする"):
        forget(session, session.get_one(Case, referral.case_id))
    assert session.scalar(select(func.count()).select_from(AttachmentContent)) == 0
