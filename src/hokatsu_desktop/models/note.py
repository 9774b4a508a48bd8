"""Notes of what was done (経過), with facts, words, third-party information and the staff's view kept apart."""

from datetime import date, time

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Note(Base):
    """One entry of the 支援経過記録."""

    __tablename__ = "note"
    __table_args__ = (
        Index("ix_note_case_id_happened_on", "case_id", "happened_on"),
        Index("ix_note_small_change", "happened_on", sqlite_where=text("is_small_change IS 1")),
        Index("ix_note_draft", "id", sqlite_where=text("is_draft IS 1")),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    happened_on: Mapped[date] = mapped_column(index=True)
    begins_at: Mapped[time | None] = mapped_column(default=None)
    ends_at: Mapped[time | None] = mapped_column(default=None)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)  # 記録者
    actor: Mapped[str] = mapped_column(default="")  # 対応者
    business: Mapped[str] = mapped_column(default="")  # list business: counted
    mode: Mapped[str] = mapped_column(default="")  # list contact_mode
    contact_with: Mapped[list[str]] = mapped_column(default_factory=list)  # list contact_with
    partner: Mapped[str] = mapped_column(default="")  # 相手の名前
    place: Mapped[str] = mapped_column(default="")
    support_kinds: Mapped[list[str]] = mapped_column(default_factory=list)  # list support_kind
    facts: Mapped[str] = mapped_column(default="")
    own_words: Mapped[str] = mapped_column(default="")  # 本人の言葉
    third_party: Mapped[str] = mapped_column(default="")
    third_party_source: Mapped[str] = mapped_column(default="")
    third_party_may_be_disclosed: Mapped[str] = mapped_column(default="")  # yes, no or empty
    staff_view: Mapped[str] = mapped_column(default="")  # 見立て・所感
    small_change: Mapped[str] = mapped_column(default="")
    is_small_change: Mapped[bool] = mapped_column(default=False)
    is_draft: Mapped[bool] = mapped_column(default=False)
