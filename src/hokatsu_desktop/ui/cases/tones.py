"""What colour a pill has: plain functions from stage and consent to tone and words, without a widget."""

from datetime import date

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Answer, ConsentState, ConsentSummary, Referral, Stage
from hokatsu_desktop.services.cases import answer_words
from hokatsu_desktop.ui.widgets.tag import Tone


def tone_of_stage(stage: str) -> Tone:
    """The tone of a case's stage: blue while the office has to act, orange around meetings, green in support."""
    match Stage(stage):
        case Stage.RECEIVED | Stage.ARRANGING | Stage.REOPENED | Stage.ASSESSING:
            return Tone.INFO
        case Stage.SUPPORT_MEETING | Stage.PLANNING:
            return Tone.CARE
        case Stage.SUPPORTING | Stage.MONITORING:
            return Tone.GOOD
        case Stage.DRAFT:
            return Tone.OUTLINE
        case Stage.WATCHING | Stage.CLOSED | Stage.PASSED_ON | Stage.SHARED_ONLY | Stage.PAUSED:
            return Tone.PLAIN
        case other:
            raise ValueError(other)


def tone_of_consent(state: str) -> Tone:
    """The tone of a state of consent; nothing is alarming about having asked and been refused."""
    match ConsentState(state):
        case ConsentState.GIVEN:
            return Tone.GOOD
        case ConsentState.PARTIAL | ConsentState.UNCONFIRMED | ConsentState.UNABLE:
            return Tone.CARE
        case ConsentState.REFUSED | ConsentState.WITHDRAWN:
            return Tone.OUTLINE
        case other:
            raise ValueError(other)


def tone_of_summary(summary: ConsentSummary) -> Tone:
    """The tone of a household's consent."""
    return tone_of_consent(summary.state)


def answer_tag(referral: Referral, answer: Answer | None, today: date) -> tuple[str, Tone]:
    """Where the answer to a referral stands, in a few words."""
    if referral.received_on is None:
        return "書きかけ", Tone.OUTLINE
    if answer is not None and answer.told_back_on is not None:
        return f"{short(answer.told_back_on)} 結果を伝えました", Tone.GOOD
    if answer is not None and answer.answered_on is not None:
        return f"{short(answer.answered_on)} 回答しました", Tone.GOOD
    if referral.answer_due_on is None:
        return "回答待ち", Tone.CARE
    words = answer_words(referral.answer_due_on, today)
    return words, Tone.WRONG if words.startswith("▲") else Tone.CARE
