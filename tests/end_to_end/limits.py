"""What a piece of everyday work may take at most, in keys: the limits of ux.md for W0 to W10; docs/workflows.md tells them."""

from collections.abc import Mapping

from tests.end_to_end.clerk import Tally

ANY = 999  # letters count only where none are typed for the sake of words
LIMITS: Mapping[str, Tally] = {
    "W0 探す": Tally(shortcuts=1, moves=1, ticks=0, fields=1, letters=3),
    "W1 つなぎ": Tally(shortcuts=2, moves=14, ticks=2, fields=5, letters=ANY),  # seven things, two of them a tick
    "W2 家族": Tally(shortcuts=4, moves=8, ticks=4, fields=12, letters=ANY),  # four people: two actions, three fields
    "W3 エコマップ": Tally(shortcuts=0, moves=4, ticks=6, fields=0, letters=0),  # two lines of three actions
    "W4 見立て": Tally(shortcuts=1, moves=12, ticks=5, fields=0, letters=0),  # three boxes, one 未確認, one block
    "W5 会議の準備": Tally(shortcuts=3, moves=14, ticks=2, fields=2, letters=ANY),  # five actions, the day, one case
    "W6 会議の記録": Tally(shortcuts=3, moves=24, ticks=2, fields=3 * 3, letters=ANY),  # three decisions
    "W7 プラン": Tally(shortcuts=1, moves=8, ticks=2, fields=2, letters=ANY),
    "W8 経過": Tally(shortcuts=2, moves=0, ticks=1, fields=1, letters=ANY),
    "W9 確認": Tally(shortcuts=2, moves=3, ticks=1, fields=1, letters=ANY),
    "W10 終結": Tally(shortcuts=2, moves=0, ticks=2, fields=0, letters=0),  # Alt+C C, a digit, Ctrl+Enter
    "W10 再開": Tally(shortcuts=1, moves=1, ticks=1, fields=1, letters=ANY),  # Alt+C O, why, Enter
}


def over_limit(tallies: Mapping[str, Tally]) -> list[str]:
    """The pieces of work that took more than they may."""
    return [
        f"{work}: {name} {count} > {most}"
        for work, tally in tallies.items()
        for (name, count), most in zip(vars(tally).items(), vars(LIMITS[work]).values(), strict=True)
        if count > most
    ]


def told_row(work: str, tally: Tally) -> str:
    """The row of a piece of work in docs/workflows.md: what was counted, and what it may take."""
    most = LIMITS[work]
    cells = [
        f"{count} ≤ {limit}" if limit < ANY else f"{count}"
        for count, limit in zip(vars(tally).values(), vars(most).values(), strict=True)
    ]
    return f"| {work} | {' | '.join(cells)} |"
