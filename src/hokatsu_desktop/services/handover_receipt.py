"""受領の数字: eight digits that only whoever opened the package can print, and that the old PC can check."""

import hashlib
import hmac
import unicodedata

from sqlalchemy.orm import Session

from hokatsu_desktop.services.refusal import Refusal

_DIGITS = 8


def receipt_digits(session: Session, package: str) -> str:
    """The digits that prove that the package of this name was opened: 「4821-0937」.

    They are made with the key of the change log, which is inside the package and nowhere outside both stores.
    """
    made = hmac.new(session.info["chain_key"], f"receipt {package}".encode(), hashlib.sha256).hexdigest()
    digits = f"{int(made, 16) % 10**_DIGITS:0{_DIGITS}d}"
    return f"{digits[:4]}-{digits[4:]}"


def check_receipt(session: Session, package: str, typed: str) -> None:
    """Raises Refusal that says what is wrong unless these digits, as typed, are those of the package's receipt."""
    digits = "".join(one for one in unicodedata.normalize("NFKC", typed) if one.isdecimal())
    if len(digits) != _DIGITS:
        raise Refusal(
            f"受領の数字は8けたです（いま{len(digits)}けた）。受領書を見ながら、もう一度入れてください。まだ確かめていません。"
        )
    if digits != receipt_digits(session, package).replace("-", ""):
        raise Refusal(
            f"受領の数字が、パッケージ {package} のものとちがいます。打ちまちがいか、別のパッケージの受領書です。"
            "受領書の「パッケージ」の名前とくらべてください。まだ確かめていません。"
        )
