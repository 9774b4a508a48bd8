"""Papers of others (別紙) kept inside the store: another agency's own form, a scan, a photograph of a whiteboard."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Attachment(Base):
    """One paper that belongs to a record; a sheet may say 「別紙のとおり」 and print it behind itself."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    content_id: Mapped[int] = mapped_column(ForeignKey("attachment_content.id"))
    sheet_key: Mapped[str]  # of the sheet that prints it behind itself
    subject: Mapped[str]  # Subject of that sheet's definition
    subject_id: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None, index=True)
    title: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")  # application/pdf, image/png or image/jpeg
    bytes_long: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")  # of the content, hex: the change log vouches for it
    pages: Mapped[int] = mapped_column(default=1)
    from_whom: Mapped[str] = mapped_column(default="")
    received_on: Mapped[date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class AttachmentContent(Base):
    """The bytes of an attachment: written once, kept when the attachment is taken away, so that undo can bring it back."""

    __tablename__ = "attachment_content"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    content: Mapped[bytes]
