"""What the print window is handed: paper that is made, how to make it anew, and whom to tell what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.models import Degree
from hokatsu_desktop.services.may_share import Sharing
from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.services.second_person import Approval

if TYPE_CHECKING:
    from hokatsu_desktop.printing.papers import Printed

PRINTER, PDF = "printer", "pdf"

Then = Callable[[Any], None]
Failed = Callable[[Exception], None]
Run = Callable[[Callable[[], Any], Then, Failed], None]


@dataclass(frozen=True)
class Notice:
    """Something to look at before the paper leaves the house: a heading, and the points below it."""

    heading: str
    lines: tuple[str, ...] = ()
    is_warning: bool = True


@dataclass(frozen=True)
class Wish:
    """How the paper is wanted."""

    degree: Degree = Degree.NAMED
    additions: bool = False  # what was added after the sheet was finished is marked
    receiver: str = ""  # key of who gets it; empty while it stays in the office
    leave_out: bool = False  # the blanks outside the consent stay empty


@dataclass(frozen=True)
class Made:
    """Paper as it was wished for."""

    printed: "Printed"
    papers: tuple[Paper, ...] = ()
    imprint: Imprint | None = None  # None where the office is not founded yet
    notices: tuple[Notice, ...] = ()
    wish: Wish = field(default_factory=Wish)
    sharing: tuple[Sharing, ...] = ()  # what the consent says of who gets it, one for each case
    left_out: tuple[str, ...] = ()  # labels of the blanks outside the consent

    @property
    def held_back(self) -> tuple[Sharing, ...]:
        """The cases whose papers may not simply go out."""
        return tuple(one for one in self.sharing if not one.may_go and not (self.wish.leave_out and one.can_leave_out))


@dataclass(frozen=True)
class Output:
    """What became of it: `to` is "printer", "pdf", "excel", "word" or "csv"."""

    to: str
    pages: tuple[int, ...]  # numbers from 1
    copies: int = 1
    reason: str = ""  # why it goes out although nothing carries it
    approval: Approval | None = None  # of a file that tells of many cases


@dataclass(frozen=True)
class FileKind:
    """A kind of file that the paper can be written to. `write` gives its bytes and runs in the worker."""

    words: str  # of the menu: 「Excelに書き出す」
    to: str
    suffix: str
    write: Callable[[Made, str], bytes]  # of the paper, with the password that was asked for
    asks_password: bool = False
    done: str = "ファイルに書き出しました。このファイルは暗号化されていません。使い終わったら消してください。"


class FileGate(Protocol):
    """What stands between the paper and a file of it."""

    def ask(self, made: Made, then: Callable[[Approval | None], None], parent: QWidget) -> None:
        """Goes on when the file may be written."""

    def check(self, made: Made, approval: Approval | None) -> None:
        """Raises Refusal when it may not; runs in the worker."""


class NoGate:
    """Nothing stands in between."""

    def ask(self, _made: Made, then: Callable[[Approval | None], None], _parent: QWidget) -> None:
        """Goes on."""
        then(None)

    def check(self, _made: Made, _approval: Approval | None) -> None:
        """Never refuses."""


def run_at_once(job: Callable[[], Any], then: Then, failed: Failed) -> None:
    """Runs a job where there is no worker."""
    try:
        result = job()
    except Exception as error:  # the caller says it in words
        failed(error)
    else:
        then(result)


@dataclass(frozen=True)
class PrintJob:
    """One opening of the print window."""

    heading: str
    made: Made
    file_name: str  # without a suffix, and without anybody's name
    told: Callable[[Made, Output], None]  # leaves the log line
    kinds: tuple[FileKind, ...] = ()
    receivers: tuple[tuple[str, str], ...] = ()  # who may be given it, as (key, words)
    degrees: tuple[tuple[Degree, str], ...] = ()  # the degrees of naming to choose from, with their words
    can_mark_additions: bool = False
    remake: Callable[[Wish, Callable[[Made], None], Failed], None] | None = None
    run: Run = run_at_once
    gate: FileGate = field(default_factory=NoGate)
    is_numbered: bool = False  # the copies are among the pages
    both_sides: bool = False  # the margins are made for both sides
    file_name_in_letters: str = ""  # without the case's number, which would tell whom a letter stands for

    def name_for(self, degree: Degree) -> str:
        """The name of a file in a degree of naming, without a suffix."""
        return self.file_name_in_letters if degree.hides_names and self.file_name_in_letters else self.file_name
