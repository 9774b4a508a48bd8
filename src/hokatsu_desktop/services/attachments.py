"""Papers of others (別紙) on a sheet: attaching, looking at and taking away. They stay inside the store."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attachment, AttachmentContent
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import subjects_of
from hokatsu_desktop.sheets.load import load_sheet

MOST_BYTES = 20 * 1024 * 1024
_SIGNATURES = ((b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_WITHIN = 1024  # bytes at the start within which a PDF may begin (ISO 32000-1, implementation note 13)


@dataclass(frozen=True)
class AttachedFile:
    """An attachment for paper. Without content it was left out on purpose."""

    title: str
    media_type: str
    pages: int
    content: bytes
    from_whom: str = ""


def media_type_of(content: bytes) -> str:
    """The kind of a file by what is in it, not by its name; empty for one that cannot be attached."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    return "application/pdf" if b"%PDF-" in content[:_WITHIN] else ""


def refuse_unfit(content: bytes) -> str:
    """The media type of a file that can be attached. Raises Refusal with words about what is the matter."""
    if not content:
        raise Refusal("このファイルは空です。別のファイルを選んでください。")
    if len(content) > MOST_BYTES:
        raise Refusal(
            "このファイルは20 MBより大きいので、付けられません。ページを分けるか、小さく読み取りなおしてください。"
        )
    if media_type := media_type_of(content):
        return media_type
    raise Refusal("付けられるのは、PDFと画像（PNG・JPEG）だけです。WordやExcelは、PDFにしてから選んでください。")


def attach(
    session: Session,
    key: str,
    subject_id: int,
    content: bytes,
    *,
    pages: int,
    title: str,
    from_whom: str = "",
    received_on: date | None = None,
) -> Attachment:
    """Attach a file to the record a sheet hangs on. `pages` as the reader of the file counted them.

    Raises Refusal for a file that is too large or of another kind, Gone when the record is there no more.
    """
    media_type = refuse_unfit(content)
    subject = load_sheet(key).subject
    case = subjects_of(session, subject, subject_id).get("case")
    with act(session, "attach", "別紙を付ける"):
        kept = AttachmentContent(content=content)
        session.add(kept)
        session.flush()
        made = Attachment(
            content_id=kept.id,
            sheet_key=key,
            subject=subject,
            subject_id=subject_id,
            case_id=case.id if case is not None else None,
            title=title.strip() or "別紙",
            media_type=media_type,
            bytes_long=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            pages=pages,
            from_whom=from_whom,
            received_on=received_on,
            position=len(attachments_of(session, key, subject_id)) + 1,
        )
        session.add(made)
        session.flush()
    return made


def describe(session: Session, attachment_id: int, *, title: str, from_whom: str, received_on: date | None) -> None:
    """Name an attachment, whom it is from and when it came."""
    attachment = still_there(session, Attachment, attachment_id)
    with act(session, "save_attachment", "別紙の名前を書く"):
        attachment.title = title.strip() or attachment.title
        attachment.from_whom = from_whom
        attachment.received_on = received_on
        session.flush()


def take_away(session: Session, attachment_id: int) -> None:
    """Take an attachment off its sheet. Its content stays in the store, so that undo brings it back."""
    attachment = still_there(session, Attachment, attachment_id)
    with act(session, "take_away", "別紙を外す"):
        session.delete(attachment)
        session.flush()


def attachments_of(session: Session, key: str, subject_id: int) -> list[Attachment]:
    """The attachments of a sheet, in their order."""
    return list(
        session.scalars(
            select(Attachment)
            .where(Attachment.sheet_key == key, Attachment.subject_id == subject_id)
            .order_by(Attachment.position, Attachment.id)
        )
    )


def content_of(session: Session, attachment_id: int) -> bytes:
    """The bytes of an attachment. Raises Refusal when they are not what was attached."""
    attachment = still_there(session, Attachment, attachment_id)
    content = session.get_one(AttachmentContent, attachment.content_id).content
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise Refusal("この別紙は壊れています。控えから戻すか、もとの紙を読み取りなおしてください。")
    return content


def attached_files(session: Session, key: str, subject_id: int) -> tuple[AttachedFile, ...]:
    """The attachments of a sheet for paper, with their content."""
    return tuple(
        AttachedFile(one.title, one.media_type, one.pages, content_of(session, one.id), one.from_whom)
        for one in attachments_of(session, key, subject_id)
    )


def left_out(files: Sequence[AttachedFile]) -> tuple[AttachedFile, ...]:
    """The files without what names people: a scan cannot be made anonymous."""
    return tuple(AttachedFile("", one.media_type, one.pages, b"") for one in files)


def attached_words(files: Sequence[AttachedFile]) -> str:
    """「別紙のとおり（3枚）」 with the titles, or that they are left out; empty without attachments."""
    if not files:
        return ""
    sheets = sum(one.pages for one in files)
    if not all(one.content for one in files):
        return f"別紙（{sheets}枚）は、人が分からないようにできないので、付けていません。"
    named = "、".join(f"別紙{place}　{one.title}" for place, one in enumerate(files, 1))
    return f"別紙のとおり（{sheets}枚）　{named}"
