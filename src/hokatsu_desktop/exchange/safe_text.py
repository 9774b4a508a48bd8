"""Text that other programs may be given: no character that a file cannot hold, nothing that runs as a formula."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # invisible; \t and \n may stay
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")  # of a pair whose other half was lost
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # Japanese Excel takes both widths
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:,\d{3}){1,4})(?:\.\d{1,6})?")
_MOST_DIGITS = 15  # Excel keeps no more


def writable(text: str) -> str:
    """The text without invisible control characters; every kind of line end becomes a newline.

    Nothing that can be seen is lost: half a surrogate pair, which no file can hold, becomes �.
    """
    return _HALF_A_CHARACTER.sub("�", _NOT_IN_XML.sub("", _LINE_ENDS.sub("\n", text)))


def plain_number(text: str) -> float | None:
    """The number in 85,000 or -1.5; None for anything that would look different when written as a number."""
    if not _NUMBER.fullmatch(text) or sum(sign.isdigit() for sign in text) > _MOST_DIGITS:
        return None
    return float(text.replace(",", ""))


def may_run_as_formula(text: str) -> bool:
    """Whether a spreadsheet that opens the text could take it for a formula."""
    return text.startswith(_BEGINS_A_FORMULA) and plain_number(text) is None


def shown_as_text(text: str) -> str:
    """The text for a CSV cell: an apostrophe stands before what could run as a formula, as Excel itself writes text."""
    return f"'{text}" if may_run_as_formula(text) else text
