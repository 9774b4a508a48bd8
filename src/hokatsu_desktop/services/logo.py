"""The office's picture (ロゴ, 町章) for the head of its sheets: kept inside the store as a picture of its own."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attachment, AttachmentContent
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal

SUBJECT = "office_logo"  # not the subject of any sheet: it is no 別紙
LARGEST = 1_000_000  # bytes
BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def keep_logo(session: Session, content: bytes) -> None:
    """Keep a picture as the office's logo in place of the one before. Raises Refusal if it is no PNG or JPEG, or too large."""
    kind = next((kind for beginning, kind in BEGINNINGS.items() if content.startswith(beginning)), "")
    if not kind:
        raise Refusal("PNGかJPEGの画像を選んでください。")
    if len(content) > LARGEST:
        raise Refusal("画像が大きすぎます。1MBまでの画像を選んでください。")
    with act(session, "keep_logo", "町のロゴを入れる"):
        take_out(session)
        kept = AttachmentContent(content=content)
        session.add(kept)
        session.flush()
        session.add(
            Attachment(
                content_id=kept.id,
                sheet_key="",
                subject=SUBJECT,
                subject_id=the_office(session).id,
                title="町のロゴ",
                media_type=kind,
                bytes_long=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                received_on=today(session),
            )
        )


def remove_logo(session: Session) -> None:
    """Take the office's logo away; sheets then print without it."""
    with act(session, "remove_logo", "町のロゴを外す"):
        take_out(session)


def office_logo(session: Session) -> bytes:
    """The office's logo, a PNG or JPEG file; empty if there is none."""
    content = session.scalar(
        select(AttachmentContent.content)
        .join(Attachment, Attachment.content_id == AttachmentContent.id)
        .where(Attachment.subject == SUBJECT)
        .limit(1)
    )
    return content or b""


def take_out(session: Session) -> None:
    """Take the logo out; its bytes stay, so that undo can bring it back. Call it within an act."""
    for logo in session.scalars(select(Attachment).where(Attachment.subject == SUBJECT)):
        session.delete(logo)
