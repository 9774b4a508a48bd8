"""The declarative base of all stored things."""

from typing import Any

from sqlalchemy import JSON, MetaData, inspect
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, repr=False, eq=False):
    """Base of the mapped classes. Defaults hold from construction on; repr names no person."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads this name from the class
        dict[str, Any]: JSON,
        list[int]: JSON,
        list[str]: JSON,
        list[dict[str, str]]: JSON,
    }

    def __post_init__(self) -> None:
        """Hold each default as a value of this row: SQLAlchemy 2.1 leaves defaults at the class, and a change made
        later in the same session would then not know what it replaced, and be lost to the change log."""
        for column in inspect(type(self)).column_attrs:
            if column.key != "id" and column.key not in self.__dict__:
                setattr(self, column.key, getattr(self, column.key))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {getattr(self, 'id', '?')}>"
