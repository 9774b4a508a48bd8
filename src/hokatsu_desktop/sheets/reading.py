"""Reads shipped TOML files into frozen dataclasses; an error names the file and the field, for developers."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar, get_type_hints

from hokatsu_desktop.assets import resource

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Facts = TypeVar("Facts", bound=DataclassInstance)
else:
    Facts = TypeVar("Facts")

Table = Mapping[str, object]


class DefinitionError(ValueError):
    """A definition does not hold together. The message names the file, the field and what is wrong."""


def read_toml(*parts: str) -> Table:
    """The table in a shipped file, for example read_toml("lists", "sex.toml").

    Raises DefinitionError if the file is missing or is not TOML.
    """
    name = "/".join(parts)
    try:
        return tomllib.loads(resource(*parts).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DefinitionError(f"{name}: no such file") from None
    except tomllib.TOMLDecodeError as fault:
        raise DefinitionError(f"{name}: {fault}") from fault


def build(kind: type[Facts], table: Table, where: str, **nested: object) -> Facts:
    """One frozen dataclass made from a table.

    `nested` holds fields that the caller has built from the tables below this one. Raises DefinitionError for
    an unknown field, a missing field, or a value of the wrong type.
    """
    hints = _hints(kind)
    if unknown := set(table) - set(hints):
        raise DefinitionError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    facts = {name: _fact(hints[name], value, f"{where}.{name}") for name, value in table.items()} | nested
    for field in fields(kind):
        if field.name not in facts and field.default is MISSING and field.default_factory is MISSING:
            raise DefinitionError(f"{where}.{field.name}: missing")
    return kind(**facts)


def tables(table: Table, name: str, where: str) -> list[tuple[Table, str]]:
    """The tables of an array of tables, each with the place to name in errors. Missing means none."""
    found = table.get(name, [])
    if not isinstance(found, list | tuple) or not all(isinstance(one, Mapping) for one in found):
        raise DefinitionError(f"{where}.{name}: must be an array of tables")
    return [(one, f"{where}.{name}[{one.get('key', number)}]") for number, one in enumerate(found)]


def without(table: Table, *names: str) -> Table:
    """The table without the named fields."""
    return {name: value for name, value in table.items() if name not in names}


@cache
def _hints(kind: type) -> Mapping[str, object]:
    """What the fields of a dataclass hold; read once, because an edition has hundreds of parts."""
    return get_type_hints(kind)


def _fact(hint: object, value: object, where: str) -> object:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if isinstance(value, str) and value in set(hint):
            return hint(value)
        raise DefinitionError(f"{where}: {value!r} is none of {', '.join(hint)}")
    if hint in (str, int, bool, date) and type(value) is hint:
        return value
    if hint == tuple[str, ...] and isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise DefinitionError(f"{where}: {value!r} is not {getattr(hint, '__name__', hint)}")
