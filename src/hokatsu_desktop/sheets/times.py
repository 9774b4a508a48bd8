"""How the minutes of a meeting are shared out: templates, and the blocks they give for a number of cases."""

from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from hokatsu_desktop.sheets.reading import DefinitionError, Table, build, read_toml, tables, without

WHERE = "meetings/times.toml"


@dataclass(frozen=True, kw_only=True)
class TemplateBlock:
    """One block of a template; the minutes of a per-case block are for one case."""

    key: str
    label: str
    minutes: int
    per_case: bool = False


@dataclass(frozen=True, kw_only=True)
class TimeTemplate:
    """A way to share out the minutes of one meeting."""

    key: str
    label: str
    minutes: int
    cases: int  # for which the minutes are made
    most_cases: int  # that fit into this time at all
    blocks: tuple[TemplateBlock, ...]


@dataclass(frozen=True)
class Block:
    """One block of one meeting. `case_position` is 1 for the first case, 0 for what belongs to no case."""

    key: str
    label: str
    minutes: int
    case_position: int = 0


@cache
def time_templates() -> tuple[TimeTemplate, ...]:
    """The shipped templates. Raises DefinitionError, also when the minutes of one do not add up to its time."""
    return tuple(
        _template(table, place) for table, place in tables(read_toml("meetings", "times.toml"), "template", WHERE)
    )


def time_template(key: str) -> TimeTemplate:
    """The template with this key, for example "90_2" (90分・2例). Raises KeyError."""
    for template in time_templates():
        if template.key == key:
            return template
    raise KeyError(key)


def blocks(template: TimeTemplate, cases: int) -> tuple[Block, ...]:
    """The blocks of a meeting of so many cases, in order, case after case; their minutes add up to the template's.

    With another number of cases than the template is made for, the time for cases is shared out anew in the same
    proportions. Without a case only the blocks that belong to no case are given. Raises ValueError below 0.
    """
    if cases < 0:
        raise ValueError(cases)
    per_case = [block for block in template.blocks if block.per_case]
    shared = _share(sum(block.minutes for block in per_case) * template.cases, [b.minutes for b in per_case] * cases)
    parts = [block for _ in range(cases) for block in per_case]
    numbered = [
        Block(block.key, block.label, minutes, position // len(per_case) + 1)
        for position, (block, minutes) in enumerate(zip(parts, shared, strict=True))
    ]
    before, after = _around(template)
    return (*before, *numbered, *after)


def too_many_cases(template: TimeTemplate, cases: int) -> str:
    """A warning for the user when more cases are planned than fit; empty when they fit."""
    if cases <= template.most_cases:
        return ""
    return (
        f"{template.minutes}分の会議は{template.most_cases}例までにしてください。"
        f"いまは{cases}例あります。役割を決める時間が足りなくなります。"
    )


def _around(template: TimeTemplate) -> tuple[list[Block], list[Block]]:
    first = next(position for position, block in enumerate(template.blocks) if block.per_case)
    plain = [
        (position, Block(block.key, block.label, block.minutes))
        for position, block in enumerate(template.blocks)
        if not block.per_case
    ]
    return [block for at, block in plain if at < first], [block for at, block in plain if at > first]


def _share(minutes: int, weights: list[int]) -> list[int]:
    """Whole minutes in the proportions of the weights that add up to `minutes`: cut at the rounded running sums."""
    total = sum(weights)
    cuts = [0, *(round(minutes * running / total) for running in accumulate(weights))]
    return [later - earlier for earlier, later in pairwise(cuts)]


def _template(table: Table, where: str) -> TimeTemplate:
    parts = tuple(build(TemplateBlock, block, place) for block, place in tables(table, "block", where))
    template = build(TimeTemplate, without(table, "block"), where, blocks=parts)
    if not any(part.per_case for part in parts):
        raise DefinitionError(f"{where}: no block per case")
    if sum(part.minutes * (template.cases if part.per_case else 1) for part in parts) != template.minutes:
        raise DefinitionError(f"{where}.minutes: the blocks do not add up to {template.minutes}")
    return template
