"""For developers: writes the CREATE statements of today's models as a module of frozen text.

    python -m hokatsu_desktop.store.migrations.freeze

Only until the first release; afterwards that file is history and a change of the models needs a step of its own.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from hokatsu_desktop.models import Base

_WIDTH = 116
_QUOTES = '"""'


def frozen_text(metadata: MetaData) -> str:
    """The text of a module with all tables and indexes, parents first."""
    lines = ['"""The tables of step 1 as frozen text (see freeze.py). Never edited once released."""', "", "TABLES = ("]
    for statement in _statements(metadata):
        lines += [f"    {_QUOTES}{_wrapped(statement)}{_QUOTES},"]
    return "\n".join([*lines, ")", ""])


def _statements(metadata: MetaData) -> Iterator[str]:
    dialect = sqlite.dialect()
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))


def _wrapped(statement: str) -> str:
    words = " ".join(statement.split())
    return "\n    ".join(textwrap.wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False))


if __name__ == "__main__":
    Path(__file__).with_name("m0001_tables.py").write_text(frozen_text(Base.metadata), encoding="utf-8")
