"""How far the assessment of a case has come: each block done, asked about without an answer, or not yet asked."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.sheets.answers import as_keys

ASSESSMENT = "assessment"
HEARD, UNHEARD, BLOCKS = "heard", "unheard", "assessment_block"


class BlockState(StrEnum):
    """How far a block has come."""

    LATER = "later"  # まだ
    DONE = "done"  # 済
    UNCONFIRMED = "unconfirmed"  # 未確認


NEXT_STATE = {
    BlockState.LATER: BlockState.DONE,
    BlockState.DONE: BlockState.UNCONFIRMED,
    BlockState.UNCONFIRMED: BlockState.LATER,
}


@dataclass(frozen=True)
class Block:
    """One block of the sheet, by the key of its section."""

    key: str
    label: str  # A 受付
    state: BlockState


def blocks_of(session: Session, case_id: int) -> tuple[Block, ...]:
    """The blocks of a case's assessment in the order of the sheet. Raises Gone."""
    opened = open_sheet(session, ASSESSMENT, case_id)
    heard, unheard = as_keys(opened.answers.get(HEARD)), as_keys(opened.answers.get(UNHEARD))
    labels = {value.key: value.label for value in opened.sheet.choice_list(BLOCKS).values}
    return tuple(
        Block(section.key, labels[section.key], _state(section.key, heard, unheard))
        for section in opened.sheet.sections
        if section.key in labels
    )


def mark_block(session: Session, case_id: int, key: str, state: BlockState) -> None:
    """Say how far one block has come."""
    opened = open_sheet(session, ASSESSMENT, case_id)
    heard, unheard = ([one for one in as_keys(opened.answers.get(name)) if one != key] for name in (HEARD, UNHEARD))
    match state:
        case BlockState.DONE:
            heard.append(key)
        case BlockState.UNCONFIRMED:
            unheard.append(key)
        case BlockState.LATER:
            pass
        case _:
            raise ValueError(state)
    with act(session, "mark_block", "アセスメントの区切りに印をつける"):
        save_sheet(session, ASSESSMENT, case_id, {HEARD: heard, UNHEARD: unheard})


def progress_words(blocks: tuple[Block, ...]) -> str:
    """How far the whole sheet has come: 13のうち7つ済み、3つ未確認."""
    done = sum(block.state is BlockState.DONE for block in blocks)
    unconfirmed = sum(block.state is BlockState.UNCONFIRMED for block in blocks)
    tail = f"、{unconfirmed}つ未確認" if unconfirmed else ""
    return f"{len(blocks)}のうち{done}つ済み{tail}"


def _state(key: str, heard: list[str], unheard: list[str]) -> BlockState:
    if key in heard:
        return BlockState.DONE
    return BlockState.UNCONFIRMED if key in unheard else BlockState.LATER
