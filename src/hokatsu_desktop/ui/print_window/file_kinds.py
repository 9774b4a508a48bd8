"""The kinds of file that paper can be written to besides the plain PDF."""

from hokatsu_desktop.ui.print_window.job import PDF, FileKind, Made

_LOCKED = "パスワードをつけたPDFを保存しました。パスワードは、ファイルとは別の方法（電話など）で相手に伝えてください。"


def file_kinds() -> tuple[FileKind, ...]:
    """In the order of the menu."""
    return (FileKind("パスワードをつけてPDFに保存する", PDF, "pdf", locked_pdf, asks_password=True, done=_LOCKED),)


def locked_pdf(made: Made, password: str) -> bytes:
    """The PDF that only opens with the password. Raises Refusal for one that cannot be used."""
    from hokatsu_desktop.printing.locked import lock_pdf

    return lock_pdf(made.printed.pdf, password)
