"""Rows of a list that answer what was typed."""

from collections.abc import Sequence

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.ui.widgets.list_view import ListRow


def narrowed_rows(rows: Sequence[ListRow], typed: str) -> list[ListRow]:
    """The rows whose words have every word typed."""
    return [row for row in rows if has_words(row.spoken, typed)]


def has_words(said: str, typed: str) -> bool:
    """Whether every word typed is in what is said."""
    return all(fold(word) in fold(said) for word in typed.split())
