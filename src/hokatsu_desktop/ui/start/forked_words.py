"""The words for a backup that is no earlier state of the store: both were written on since they parted."""

from datetime import datetime
from pathlib import Path

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.store.comparing import Kind, Standing
from hokatsu_desktop.ui.start.store_work import secret_of


def forked_words(standing: Standing) -> str:
    """When they parted, and how much only one of them has."""
    parted = f"（{plain(standing.parted_at.date())}に分かれました）" if standing.parted_at else ""
    return (
        f"この控えといまの台帳は、途中から別々に書かれています{parted}。"
        f"いまの台帳だけに{standing.ours}件、この控えだけに{standing.theirs}件の変更があります。"
    )


def forked_words_of(folder: Path, backup: Path, typed: str, now: datetime) -> str:
    """What to know before a backup takes the store's place that is no earlier state of it; "" for one that is.

    Raises StoreRefusal for a mistyped code.
    """
    from hokatsu_desktop.store.side_by_side import standing_of_backup

    standing = standing_of_backup(folder, backup, secret_of(typed), now)
    return forked_words(standing) if standing is not None and standing.kind is Kind.FORKED else ""
