"""Rows of a list that answer what was typed."""

from collections.abc import Sequence

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.ui.widgets.list_view import ListRow


def narrowed_rows(rows: Sequence[ListRow], typed: str) -> list[ListRow]:
    """The rows whose words have every word typed."""
    wanted = [fold(word) for word in typed.split() if fold(word)]
    return [row for row in rows if all(word in fold(row.spoken) for word in wanted)]
