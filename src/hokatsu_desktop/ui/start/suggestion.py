"""A passphrase to offer: five plain words drawn by the system's random source."""

import secrets
from functools import cache

from hokatsu_desktop.assets import resource
from hokatsu_desktop.store.passphrases import passphrase_problem

WORDS_IN_PASSPHRASE = 5


@cache
def plain_words() -> tuple[str, ...]:
    """The shipped words, all in hiragana so that no conversion can spell them otherwise."""
    return tuple(resource("words", "passphrase_words.txt").read_text(encoding="utf-8").split())


def suggested_passphrase(town: str = "") -> str:
    """Five words with blanks between, good enough for `passphrase_problem`."""
    while True:
        words = [secrets.choice(plain_words()) for _ in range(WORDS_IN_PASSPHRASE)]
        suggestion = " ".join(words)
        if len(set(words)) == WORDS_IN_PASSPHRASE and not passphrase_problem(suggestion, town):
            return suggestion
