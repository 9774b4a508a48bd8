"""What the search index points to; the index itself is the FTS5 table search_index with the same row ids."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base

BAND = 10**12
KINDS = (
    "given",
    "life",
    "note",
    "survey",
    "training",
    "voice",
    "issue",
    "resource",
    "series",
    "meeting",
    "agency",
    "case",
)
"""Later kinds are found first: ids are searched downwards."""


class SearchEntry(Base):
    """One searchable record. Its id is band of the kind + target_id, so that one order serves all kinds."""

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None, index=True)
    title: Mapped[str] = mapped_column(default="")
    meta: Mapped[str] = mapped_column(default="")

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return KINDS[self.id // BAND]

    @property
    def target_id(self) -> int:
        """The id of the record itself."""
        return self.id % BAND


def entry_id(kind: str, target_id: int) -> int:
    """The index id of a record."""
    return KINDS.index(kind) * BAND + target_id
