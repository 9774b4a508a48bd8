"""Where the backups of a data folder lie unless somebody chose another place."""

from pathlib import Path

BACKUPS_NAME = "hikae"


def backups_folder(data_folder: Path) -> Path:
    """The folder of the backups within a data folder."""
    return data_folder / BACKUPS_NAME
