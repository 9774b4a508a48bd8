"""Where the shipped files are: one accessor for source tree, wheel and bundle."""

from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """The folder holding fonts/, lists/, sheets/, law/ and the other shipped files.

    A wheel and the bundle carry it inside the package; a source tree has it at the top level.
    Raises FileNotFoundError if neither is there (a broken installation).
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parents[1] / "resources"):
        if (folder / "fonts").is_dir():
            return folder
    raise FileNotFoundError("resources")


def resource(*parts: str) -> Path:
    """The path of one shipped file, for example resource("fonts", "BIZUDMincho-Regular.ttf")."""
    return resources_folder().joinpath(*parts)
