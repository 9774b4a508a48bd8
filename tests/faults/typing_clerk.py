"""A clerk in a process of its own, who types and saves without end and says aloud what was acknowledged.

Called with the data folder and the number of the first sentence; prints "ready", then one line per saved sentence.
"""

import sys
from itertools import count
from pathlib import Path

from hokatsu_desktop.services.notes import begin_note, finish_note, save_note
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.open_store import OpenStore

PASSPHRASE = "すずしい 川べりで みかんを 七つ かぞえる"
SHEET = "tsunagi_takashima_b"


def sentence(number: int) -> str:
    """What the clerk types for a number: long enough to spread over pages of the file."""
    return f"文{number}。" + "訪ねたが会えなかった。" * (number % 40)


def type_without_end(store: OpenStore, first: int) -> None:
    """Save sentence after sentence, each a commit: as a sheet, as a note, every tenth a whole new case."""
    with store.transaction() as session:
        referral = begin_referral(session)
        save_sheet(session, SHEET, referral.id, {"issue_view": "はじめ"})
    for number in count(first):
        with store.transaction() as session:
            match number % 10:
                case 0:
                    referral = begin_referral(session)
                    save_sheet(session, "reception", referral.id, {"person_name": f"架空 {number}"})
                    receive_referral(session, referral.id)
                    save_sheet(session, SHEET, referral.id, {"issue_view": sentence(number)})
                case 1 | 2 | 3:
                    note = begin_note(session, referral.case_id)
                    save_note(session, note.id, facts=sentence(number))
                    finish_note(session, note.id)
                case _:
                    save_sheet(session, SHEET, referral.id, {"issue_view": sentence(number)})
        print(f"{number} {referral.id}", flush=True)


if __name__ == "__main__":
    opened = open_store(Path(sys.argv[1]), Passphrase(PASSPHRASE), cost=Cost.floor(), take_over=True, any_place=True)
    print("ready", flush=True)
    type_without_end(opened, int(sys.argv[2]))
