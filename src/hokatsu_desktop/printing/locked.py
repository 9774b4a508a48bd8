"""A PDF that only opens with a password (AES-256), for when it leaves the office."""

from io import BytesIO

from hokatsu_desktop.services.refusal import Refusal

LEAST_CHARACTERS = 8
MOST_CHARACTERS = 127  # ISO 32000-2: what comes after would not count


def lock_pdf(pdf: bytes, password: str) -> bytes:
    """The same PDF, readable only with the password. Raises Refusal when the password is too short or too long."""
    from pypdf import PdfReader, PdfWriter

    if words := faults_of_password(password):
        raise Refusal(words)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(password, algorithm="AES-256")
    locked = BytesIO()
    writer.write(locked)
    return locked.getvalue()


def faults_of_password(password: str) -> str:
    """Why a password cannot be used, in words for the user; empty when it can."""
    if not (password.isascii() and password.isprintable()) or " " in password:
        # Readers differ in how they take kana, kanji and full-width letters: some would never open it.
        return "PDFの合言葉は、半角の英字・数字・記号だけにしてください。空白やかな漢字は、開けないことがあります。"
    if len(password) < LEAST_CHARACTERS:
        return f"PDFの合言葉は{LEAST_CHARACTERS}文字以上にしてください。いまは{len(password)}文字です。"
    if len(password) > MOST_CHARACTERS:
        return f"PDFの合言葉は{MOST_CHARACTERS}文字までにしてください。いまは{len(password)}文字です。"
    return ""
