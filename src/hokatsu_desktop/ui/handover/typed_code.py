"""The handover code as it was typed from the paper, by the sender who tries it and by the receiver."""

from collections.abc import Callable

from hokatsu_desktop.store.handover_code import HandoverCode, read_handover_code
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.start.code_groups import CodeGroups
from hokatsu_desktop.ui.start.recovery_typing import summary_of


def typed_code(digits: CodeGroups, tell: Callable[[str], None]) -> HandoverCode | None:
    """The code in the fields; None, and what is wrong is told, unless it is written as a code is."""
    if problems := digits.show_problems():
        tell(summary_of(problems, "引継ぎコード"))
        return None
    try:
        return read_handover_code(digits.typed())
    except StoreRefusal as refusal:
        tell(refusal.words)
        return None
