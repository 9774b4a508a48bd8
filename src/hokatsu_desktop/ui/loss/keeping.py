"""Where the words of a loss report are kept: in the store when it is open, beside the start notes while it is not."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from hokatsu_desktop.services.losses import LOSS_REPORT, keep_loss_report, loss_report
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.answers import Answer, Answers, answers_from_json, answers_to_json
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.store.durable_files import read_bounded, write_whole
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.start.start_notes import notes_folder

_NAME = "loss-report.json"
_MOST_BYTES = 100_000


class Keeping(Protocol):
    """Reads and writes the answers of one loss report."""

    sheet: Sheet

    def read(self) -> Answers:
        """What was written so far."""

    def write(self, answers: Mapping[str, Answer]) -> None:
        """Keeps the answers. Raises OSError, Refusal, StoreRefusal."""


class WithoutStore:
    """A plain file on this PC until the store is open again; the page asks for no names."""

    def __init__(self, data_folder: Path, *, practice: bool) -> None:
        self.sheet = load_sheet(LOSS_REPORT)
        self._path = (data_folder if practice else notes_folder()) / _NAME

    def read(self) -> Answers:
        """What was written so far; nothing where the file is gone or no longer readable."""
        try:
            return answers_from_json(read_bounded(self._path, _MOST_BYTES).decode("utf-8"))
        except (OSError, ValueError):
            return {}

    def write(self, answers: Mapping[str, Answer]) -> None:
        """Keeps the answers. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, answers_to_json(answers).encode("utf-8"))

    def drop(self) -> None:
        """The words are in the store now."""
        self._path.unlink(missing_ok=True)


class InStore:
    """The sheet of the office in the open store, with its earlier writings."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with desk.reading() as session:
            self.sheet = loss_report(session).sheet

    def read(self) -> Answers:
        """What was written so far."""
        with self._desk.reading() as session:
            return loss_report(session).answers

    def write(self, answers: Mapping[str, Answer]) -> None:
        """Keeps the answers. Raises Refusal, StoreRefusal."""
        self._desk.act(lambda session: keep_loss_report(session, answers), quiet=True)


def take_into_store(desk: Desk) -> bool:
    """What was written while the store was locked goes into it, and the plain file goes; whether there was any."""
    beside = WithoutStore(desk.store.folder.path, practice=desk.store.practice)
    answers = beside.read()
    if not answers:
        return False
    with suppress(Refusal, StoreRefusal, OSError):  # a reader, or a sealed store: it stays where it is
        InStore(desk).write(answers)
        beside.drop()
        return True
    return False
