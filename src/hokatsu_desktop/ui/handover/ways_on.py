"""What is offered when a package cannot be written, read back or taken in: for each situation the steps that lead on."""

from enum import StrEnum

from hokatsu_desktop.store.refusals import Situation


class GivingStep(StrEnum):
    """One step on the PC that hands over; the value is what its button says."""

    WRITE_AGAIN = "もう一度書き出す…"
    OTHER_PLACE = "別の場所を選ぶ…"
    OTHER_MEDIUM = "別の媒体に書き出す"
    READ_AGAIN = "もう一度読み直す"
    TYPE_AGAIN = "コードを打ち直す"
    PRINT_CODES = "コードの紙を印刷し直す…"


class ReceivingStep(StrEnum):
    """One step on the PC that receives; the value is what its button says."""

    TRY_AGAIN = "もう一度ためす"
    OTHER_MEDIUM = "別の媒体を選ぶ…"
    TYPE_AGAIN = "コードを打ち直す"
    OPEN_OURS = "このパソコンの台帳を開く"
    OTHER_FOLDER = "別のフォルダーに受け取る…"


UNFIT = {Situation.MEDIUM_LIES, Situation.MEDIUM_STOPS_EARLY}
"""After these the number of the medium is marked in the ledger, so that nobody uses it again."""

_AGAIN = (GivingStep.WRITE_AGAIN,)
_AGAIN_OR_OTHER = (GivingStep.WRITE_AGAIN, GivingStep.OTHER_MEDIUM)
_OTHER_PLACE = (GivingStep.OTHER_PLACE,)
_OTHER_MEDIUM = (GivingStep.OTHER_MEDIUM,)
_READ_AGAIN = (GivingStep.READ_AGAIN,)

_WRITING: dict[Situation, tuple[GivingStep, ...]] = {
    Situation.MEDIUM_GONE: _AGAIN_OR_OTHER,
    Situation.MEDIUM_FULL: _AGAIN_OR_OTHER,
    Situation.MEDIUM_READ_ONLY: _AGAIN_OR_OTHER,
    Situation.MEDIUM_FILE_LIMIT: _OTHER_MEDIUM,
    Situation.MEDIUM_STOPS_EARLY: _OTHER_MEDIUM,
    Situation.MEDIUM_IS_STORE: _OTHER_PLACE,
    Situation.MEDIUM_SYNCED: _OTHER_PLACE,
    Situation.PACKAGE_THERE: _OTHER_PLACE,
    Situation.DISK_FULL: _AGAIN,
    Situation.DISK_TROUBLE: _AGAIN,
    Situation.LITTLE_MEMORY: _AGAIN,
}

_READING_BACK: dict[Situation, tuple[GivingStep, ...]] = {
    Situation.MEDIUM_LIES: _OTHER_MEDIUM,
    Situation.MEDIUM_NOT_BACK: _READ_AGAIN,
    Situation.WRONG_HANDOVER: (GivingStep.TYPE_AGAIN, GivingStep.PRINT_CODES),
    Situation.DISK_FULL: _READ_AGAIN,
    Situation.DISK_TROUBLE: _READ_AGAIN,
    Situation.LITTLE_MEMORY: _READ_AGAIN,
}

_TRY_AGAIN = (ReceivingStep.TRY_AGAIN,)
_ANOTHER = (ReceivingStep.OTHER_MEDIUM,)

_ELSEWHERE = {ReceivingStep.OPEN_OURS, ReceivingStep.OTHER_FOLDER}

_RECEIVING: dict[Situation, tuple[ReceivingStep, ...]] = {
    Situation.NO_PACKAGE: _ANOTHER,
    Situation.PACKAGE_UNFINISHED: _ANOTHER,
    Situation.PACKAGE_DAMAGED: (ReceivingStep.OTHER_MEDIUM, ReceivingStep.TRY_AGAIN),
    Situation.PACKAGE_MIXED: _ANOTHER,
    Situation.WRONG_HANDOVER: (ReceivingStep.TYPE_AGAIN, ReceivingStep.OTHER_MEDIUM),
    Situation.PACKAGE_BEHIND: (ReceivingStep.OTHER_MEDIUM, ReceivingStep.OPEN_OURS),
    Situation.PACKAGE_SAME: (ReceivingStep.OPEN_OURS,),
    Situation.PACKAGE_FORKED: (ReceivingStep.OPEN_OURS,),
    Situation.OTHER_LEDGER: (ReceivingStep.OTHER_FOLDER,),
    Situation.NOT_BACKED_UP: (ReceivingStep.OPEN_OURS, ReceivingStep.OTHER_FOLDER),
    Situation.BAD_PLACE: (ReceivingStep.OTHER_FOLDER,),
    Situation.IN_USE_HERE: _TRY_AGAIN,
    Situation.IN_USE_ELSEWHERE: _TRY_AGAIN,
    Situation.DISK_FULL: _TRY_AGAIN,
    Situation.DISK_TROUBLE: _TRY_AGAIN,
    Situation.READ_ONLY: (ReceivingStep.TRY_AGAIN, ReceivingStep.OTHER_FOLDER),
    Situation.LITTLE_MEMORY: _TRY_AGAIN,
}


def steps_writing(situation: Situation) -> tuple[GivingStep, ...]:
    """The steps offered when a package could not be written."""
    return _WRITING.get(situation, ())


def steps_reading_back(situation: Situation) -> tuple[GivingStep, ...]:
    """The steps offered when what was written could not be read back and opened."""
    return _READING_BACK.get(situation, ())


def steps_comparing(situation: Situation) -> tuple[ReceivingStep, ...]:
    """The steps offered when a package could not be put beside the store that is open."""
    if situation is Situation.OTHER_LEDGER:
        return _ANOTHER
    return tuple(step for step in steps_receiving(situation) if step not in _ELSEWHERE)


def steps_receiving(situation: Situation) -> tuple[ReceivingStep, ...]:
    """The steps offered when a package was not taken in; none where only others can go on, as with a newer program."""
    return _RECEIVING.get(situation, ())
