"""The handover code: made like a recovery code, but it opens one package and nothing else, and is told apart in words."""

import secrets

from hokatsu_desktop.store.recovery_code import RecoveryCode, read_recovery_code
from hokatsu_desktop.store.refusals import Situation, StoreRefusal


class HandoverCode(RecoveryCode):
    """The code of one handover package, on paper and by another route than the medium."""


def new_handover_code() -> HandoverCode:
    """A fresh code from the system's random source."""
    return HandoverCode(secrets.token_bytes(16))


def read_handover_code(typed: str) -> HandoverCode:
    """The code that was typed from the paper. Raises StoreRefusal (MISTYPED_HANDOVER) that names the group to look at."""
    try:
        return HandoverCode(read_recovery_code(typed).value)
    except StoreRefusal as refusal:
        raise StoreRefusal(Situation.MISTYPED_HANDOVER, **refusal.facts) from refusal
