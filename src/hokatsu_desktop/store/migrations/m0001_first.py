"""Step 1: all tables of the first version, the search index, the store's own row, and the guard of the change log."""

from typing import TYPE_CHECKING

from hokatsu_desktop.store.migrations.m0001_tables import TABLES

if TYPE_CHECKING:
    from hokatsu_desktop.store.over_sqlcipher import Database

# One row that says which store this is; the manifest beside the file repeats it.
STORE_IDENTITY = """CREATE TABLE store_identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    store_id TEXT NOT NULL,
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
    created_at TEXT NOT NULL,
    recovery_checked_on TEXT NOT NULL DEFAULT '',
    chain_key TEXT NOT NULL DEFAULT '',
    sealed_at TEXT NOT NULL DEFAULT '',
    sealed_as TEXT NOT NULL DEFAULT ''
)"""

# The text given to the index is already cut into grams by spaces (japanese/fold.py): every other character counts.
# The prefixes of one character take a quarter of the file; without them one character typed reads half the index.
SEARCH_INDEX = """CREATE VIRTUAL TABLE search_index USING fts5(
    g, content = '', contentless_delete = 1, prefix = '1',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
)"""

# The contents of a link may be taken out for its digest, and nothing else may happen to it.
_STAYS = ("id", "act_number", "act", "title", "staff_id", "happened_at", "table_name", "row_id", "undoes", "hash")
_EMPTIED = f"""OLD.digest = '' AND length(NEW.digest) = 64 AND NEW.salt = '' AND NEW."before" IS NULL AND NEW."after" IS NULL
    AND {" AND ".join(f"NEW.{name} IS OLD.{name}" for name in _STAYS)}"""
CHANGE_LOG_GUARD = tuple(
    f"""CREATE TRIGGER change_entry_no_{verb.lower()} BEFORE {verb} ON change_entry {unless}
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"""
    for verb, unless in (("UPDATE", f"WHEN NOT ({_EMPTIED})"), ("DELETE", ""))
)


def apply(database: "Database") -> None:
    """Makes everything; runs in one transaction."""
    for statement in (*TABLES, STORE_IDENTITY, SEARCH_INDEX, *CHANGE_LOG_GUARD):
        database.execute(statement)
