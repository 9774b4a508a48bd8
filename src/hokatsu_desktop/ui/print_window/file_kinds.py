"""The kinds of file that paper can be written to besides the plain PDF. Their libraries are loaded when one is written."""

from hokatsu_desktop.services.papers import Imprint
from hokatsu_desktop.ui.print_window.job import PDF, FileKind, Made

EXCEL, WORD, CSV = "excel", "word", "csv"
_LOCKED = "パスワードをつけたPDFを保存しました。パスワードは、ファイルとは別の方法（電話など）で相手に伝えてください。"


def file_kinds(title: str) -> tuple[FileKind, ...]:
    """In the order of the menu. `title` stands in the properties of the file and must not name a person."""

    def excel(made: Made, _password: str) -> bytes:
        from hokatsu_desktop.exchange.excel import write_excel

        return write_excel(made.papers, imprint_on(made), title=title)

    def word(made: Made, _password: str) -> bytes:
        from hokatsu_desktop.exchange.word import write_word

        return write_word(made.papers, imprint_on(made), title=title)

    return (
        FileKind("Excelに書き出す", EXCEL, "xlsx", excel),
        FileKind("Wordに書き出す", WORD, "docx", word),
        FileKind("CSV（表の文字だけ）に書き出す", CSV, "csv", csv),
        FileKind("パスワードをつけてPDFに保存する", PDF, "pdf", locked_pdf, asks_password=True, done=_LOCKED),
    )


def csv(made: Made, _password: str) -> bytes:
    """All answers as rows of a table."""
    from hokatsu_desktop.exchange.csv_text import write_csv

    return write_csv(made.papers)


def locked_pdf(made: Made, password: str) -> bytes:
    """The PDF that only opens with the password. Raises Refusal for one that cannot be used."""
    from hokatsu_desktop.printing.locked import lock_pdf

    return lock_pdf(made.printed.pdf, password)


def imprint_on(made: Made) -> Imprint:
    """What every page carries. Raises ValueError for paper made before there was an office."""
    if made.imprint is None:
        raise ValueError("no office yet")
    return made.imprint
