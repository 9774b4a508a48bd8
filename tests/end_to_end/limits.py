"""What a piece of everyday work may take at most, in keys: the limits that were promised for each workflow."""

from collections.abc import Mapping

from tests.end_to_end.clerk import Tally

LIMITS: Mapping[str, Tally] = {
    "W0 探す": Tally(shortcuts=1, moves=1, ticks=0, fields=1, letters=3),
    "W6 会議の記録": Tally(shortcuts=3, moves=24, ticks=2, fields=3 * 3, letters=999),  # three decisions
    "W8 経過": Tally(shortcuts=2, moves=0, ticks=1, fields=1, letters=999),
    "W10 終結": Tally(shortcuts=2, moves=0, ticks=2, fields=0, letters=0),  # Alt+C C, a digit, Ctrl+Enter
    "W10 再開": Tally(shortcuts=1, moves=1, ticks=1, fields=1, letters=999),  # Alt+C O, why, Enter
}
"""Letters count only where none are typed for the sake of words."""


def over_limit(tallies: Mapping[str, Tally]) -> list[str]:
    """The pieces of work that took more than they may, or were never done."""
    found = [f"{work}: never done" for work in LIMITS if work not in tallies]
    for work, limit in LIMITS.items():
        taken = vars(tallies.get(work, Tally()))
        found += [f"{work}: {name} {taken[name]} > {most}" for name, most in vars(limit).items() if taken[name] > most]
    return found
