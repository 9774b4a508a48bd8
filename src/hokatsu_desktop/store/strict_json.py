"""JSON read with limits and written in one canonical form, so that every changed byte shows."""

import json
from typing import NoReturn

MAX_BYTES = 64 * 1024
MAX_DEPTH = 5

Json = dict[str, object]


class NotStrictJson(ValueError):
    """The bytes are not a JSON object in our canonical form and within the limits."""


def compact(value: object) -> bytes:
    """The canonical bytes that digests, MACs and AAD are taken over: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def pretty(value: object) -> bytes:
    """The bytes written to a file: sorted keys, one space of indent, UTF-8, one line feed at the end."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False).encode() + b"\n"


def parse(data: bytes) -> Json:
    """The object written in these bytes. Raises NotStrictJson.

    Refused: more than 64 KiB, deeper than five levels, doubled keys, fractions, and any byte that `pretty` would have
    written otherwise, so that a flipped byte in white space is seen too.
    """
    if len(data) > MAX_BYTES:
        raise NotStrictJson("size")
    try:
        value = json.loads(
            data.decode(), object_pairs_hook=_without_doubles, parse_float=_refuse, parse_constant=_refuse
        )
        if not isinstance(value, dict) or _depth(value) > MAX_DEPTH or pretty(value) != data:
            raise NotStrictJson("form")
    except (ValueError, RecursionError) as error:
        raise NotStrictJson("form") from error
    return value


def text_at(source: Json, key: str, longest: int = 200) -> str:
    """The text under a key. Raises NotStrictJson if it is missing, no text or too long."""
    value = source.get(key)
    if not isinstance(value, str) or len(value) > longest:
        raise NotStrictJson(key)
    return value


def number_at(source: Json, key: str, least: int, most: int) -> int:
    """The whole number under a key, within limits. Raises NotStrictJson."""
    value = source.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise NotStrictJson(key)
    return value


def flag_at(source: Json, key: str) -> bool:
    """The yes or no under a key. Raises NotStrictJson."""
    value = source.get(key)
    if not isinstance(value, bool):
        raise NotStrictJson(key)
    return value


def object_at(source: Json, key: str) -> Json:
    """The object under a key. Raises NotStrictJson."""
    value = source.get(key)
    if not isinstance(value, dict):
        raise NotStrictJson(key)
    return value


def only_keys(source: Json, keys: frozenset[str]) -> None:
    """Raises NotStrictJson unless the object has exactly these keys."""
    if source.keys() != keys:
        raise NotStrictJson("keys")


def _without_doubles(pairs: list[tuple[str, object]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrictJson("doubled key")
    return found


def _refuse(_text: str) -> NoReturn:
    raise NotStrictJson("number")


def _depth(value: object) -> int:
    match value:
        case dict():
            return 1 + max((_depth(part) for part in value.values()), default=0)
        case list():
            return 1 + max((_depth(part) for part in value), default=0)
        case _:
            return 0
