"""What is offered when the store cannot be opened: for each situation the steps that lead on."""

from enum import StrEnum

from hokatsu_desktop.store.refusals import Situation


class NextStep(StrEnum):
    """One step; the value is what its button says."""

    TRY_AGAIN = "もう一度ためす"
    OPEN_HERE = "こちらで開く"
    LOOK_ONLY = "見るだけで開く（所属長）"
    CHOOSE_FOLDER = "フォルダーを選び直す"
    MAKE_NEW = "新しく作る"
    FROM_BACKUP = "控えから始める"
    RESTORE = "控えから復元する"
    SALVAGE = "読めるところを救い出す"


_DAMAGED_INSIDE = (NextStep.SALVAGE, NextStep.RESTORE, NextStep.CHOOSE_FOLDER)
_DAMAGED = (NextStep.RESTORE, NextStep.CHOOSE_FOLDER)
_TROUBLE = (NextStep.TRY_AGAIN,)
_NOTHING_THERE = (NextStep.CHOOSE_FOLDER, NextStep.FROM_BACKUP, NextStep.MAKE_NEW)

_STEPS: dict[Situation, tuple[NextStep, ...]] = {
    Situation.MISSING_FOLDER: _NOTHING_THERE,
    Situation.NO_STORE: _NOTHING_THERE,
    Situation.NO_CURRENT: _DAMAGED,
    Situation.MISSING_FILE: _DAMAGED,
    Situation.EMPTY_FILE: _DAMAGED,
    Situation.TRUNCATED: _DAMAGED_INSIDE,
    Situation.FOREIGN_FILE: _DAMAGED,
    Situation.OTHER_STORE: _DAMAGED,
    Situation.DAMAGED_PAGES: _DAMAGED_INSIDE,
    Situation.CHAIN_BROKEN: _DAMAGED_INSIDE,
    Situation.KEYS_DAMAGED: _DAMAGED,
    Situation.OLD_TO_LOOK: (NextStep.CHOOSE_FOLDER,),
    Situation.NEEDS_CHIEF: (NextStep.CHOOSE_FOLDER,),
    Situation.IN_USE_HERE: _TROUBLE,
    Situation.IN_USE_ELSEWHERE: (NextStep.TRY_AGAIN, NextStep.OPEN_HERE),
    Situation.BAD_PLACE: (NextStep.CHOOSE_FOLDER, NextStep.LOOK_ONLY),
    Situation.DISK_FULL: _TROUBLE,
    Situation.READ_ONLY: _TROUBLE,
    Situation.DISK_TROUBLE: _TROUBLE,
    Situation.LITTLE_MEMORY: _TROUBLE,
    Situation.UPGRADE_FAILED: _TROUBLE,
    Situation.BAD_BACKUP: (NextStep.RESTORE,),
    Situation.NOTHING_TO_SALVAGE: _DAMAGED,
}

ABOUT_THE_TYPING = {
    Situation.WRONG_PASSPHRASE,
    Situation.MISTYPED_CODE,
    Situation.WRONG_CODE,
    Situation.WRONG_PIN,
    Situation.QUICK_GONE,
}
"""Said below the field, not in the bar: the store is well."""


def steps_after(situation: Situation) -> tuple[NextStep, ...]:
    """The steps offered after a refusal; none where only another version or the information officer can go on."""
    return _STEPS.get(situation, ())
