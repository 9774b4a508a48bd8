"""sqlite-utils, made to catch the errors of the encrypted SQLite: the only place that imports it.

WORKAROUND: sqlite-utils catches the errors of `pysqlite3` if there is such a module, else those of `sqlite3`; ours come
from sqlcipher3. It must find our module under that name when it is first imported.
https://github.com/simonw/sqlite-utils/blob/main/sqlite_utils/utils.py
"""

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

import sqlite_utils  # noqa: E402  the names above must be there first
from sqlite_utils import Database, Migrations  # noqa: E402
from sqlite_utils import utils as _utils  # noqa: E402

__all__ = ["Database", "Migrations", "database_over"]

if _utils.OperationalError is not sqlcipher3.OperationalError:
    raise ImportError("sqlite_utils was imported before hokatsu_desktop.store.over_sqlcipher")


def database_over(connection: object) -> "sqlite_utils.Database":
    """A sqlite-utils Database on an open connection to the encrypted file, without third-party plugins."""
    return Database(connection, execute_plugins=False)  # type: ignore[arg-type]  # a DB-API connection, not sqlite3's own
