"""Two closed households for the tests of 廃棄: what is said of the first holds a canary wherever words can stand."""

from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import String, inspect, select, text
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Base,
    Case,
    CasePeriod,
    Household,
    HouseholdMember,
    MeetingBasis,
    Note,
    Person,
    Staff,
    Stage,
)
from hokatsu_desktop.models.consent import ConsentState
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.attachments import attach, take_away
from hokatsu_desktop.services.cases import add_family_member
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.households import save_timeline
from hokatsu_desktop.services.meetings import (
    Invitee,
    MeetingCall,
    call_meeting,
    cases_of,
    finish_meeting,
    record_decision,
)
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.trash import rows_below
from hokatsu_desktop.services.unsent import keep_unsent
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from tests.services.test_story import B_SHEET, received
from tests.store.conftest import NOON

CANARY = "かなりあ鸕鷀"  # no other word has this pair of signs, so not even the pairs of the search index may be left
PAIR = "鸕鷀"
PAGE, RESERVE, IV, SALT = 4096, 80, 16, 16
PDF = b"%PDF-1.7 " + CANARY.encode()


def tell(session: Session) -> None:
    """Two households: what is said of the first holds the canary wherever words can stand, also in what is gone again."""
    with act(session, "join_office", "職員を加える"):
        session.add(Staff(name="試田 みなみ", key_slot="x"))
    first, other = received(session, CANARY, "カナリア").case_id, received(session, "別人 花子").case_id
    fill(session, first)
    fill(session, other)
    meeting = call_meeting(
        session,
        MeetingCall(
            basis=MeetingBasis.SUPPORT,
            held_on=date(2026, 11, 23),
            case_ids=(first,),
            invitees=(Invitee(agency_name="", name=CANARY), Invitee(agency_name="水道課", name="山本")),
            goal=f"{CANARY}さんに会う",
        ),
    )
    both = call_meeting(
        session,
        MeetingCall(
            basis=MeetingBasis.SUPPORT,
            held_on=date(2026, 11, 23),
            case_ids=(first, other),
            invitees=(Invitee(agency_name="水道課", name="山本"),),
            goal="二つの世帯を見る",
        ),
    )
    for held in (meeting, both):
        for part in cases_of(session, held.id):
            record_decision(session, part.id, "社協　佐藤", "電話", "2026-12-04")
            save_sheet(session, "action_linkage", part.id, {"verdict": "close"})
        finish_meeting(session, held.id, goal_result="reached")
    write_canaries(session, first)
    with act(session, "close_case", "終結にする"):
        for period in session.scalars(select(CasePeriod)):
            period.closed_on, period.close_reason = NOON.date(), "solved"
            case = session.get_one(Case, period.case_id)
            case.stage, case.closed_on = Stage.CLOSED, NOON.date()
    keep_unsent(session, 1, f"task {first}", {"what": CANARY})


def fill(session: Session, case_id: int) -> None:
    """Rows in many tables, some of them gone again."""
    case = session.get_one(Case, case_id)
    name = session.get_one(Person, case.principal_id).name
    referral = session.execute(text("SELECT id FROM referral WHERE case_id = :c"), {"c": case_id}).scalar_one()
    add_family_member(session, case_id, name=f"{name}の子", kinship="child")
    write_note(session, case_id, facts=f"{name}さんから電話", small_change="会釈した")
    wrong = write_note(session, case_id, facts=f"まちがい {name}")
    with act(session, "drop_note", "経過を消す"):
        session.delete(session.get_one(Note, wrong.id))
    save_timeline(session, case_id, [{"happened": "1990", "what": f"{name}さんが転入"}])
    add_task(session, f"{name}さんに折り返す", case_id=case_id, due_on=date(2026, 11, 30))
    record_consent(session, case_id, case.principal_id, ConsentState.GIVEN)
    attach(session, B_SHEET, referral, PDF if name == CANARY else b"%PDF-1.7 x", pages=1, title=f"{name}の紙")
    gone = attach(session, B_SHEET, referral, PDF if name == CANARY else b"%PDF-1.7 y", pages=1, title="写真")
    take_away(session, gone.id)


def write_canaries(session: Session, case_id: int) -> None:
    """The canary into every free text of every row below the case, its household and its people."""
    case = session.get_one(Case, case_id)
    members = select(HouseholdMember.person_id).where(HouseholdMember.household_id == case.household_id)
    rows: list[Base] = [
        case,
        session.get_one(Household, case.household_id),
        *rows_below(session, "case", [case_id]),
        *rows_below(session, "household", [case.household_id]),
        *session.scalars(select(Person).where(Person.id.in_(members))),
    ]
    with act(session, "save_everything", "書く"):
        for row in {(type(one), inspect(one).identity): one for one in rows}.values():
            for column in inspect(type(row)).columns:
                is_free = isinstance(column.type, String) and getattr(row, str(column.key)) == ""
                if is_free and column.key not in ("folded", "sha256"):
                    setattr(row, str(column.key), CANARY)
        session.flush()


def pages_of(db: Path, master: MasterKey) -> bytes:
    """Every page of an encrypted file as it lies on the disk, free ones as well."""
    key, raw = master.derive(KeyUse.DATABASE), db.read_bytes()
    assert len(raw) % PAGE == 0
    pages = []
    for at in range(0, len(raw), PAGE):
        page = raw[at : at + PAGE]
        iv = page[PAGE - RESERVE : PAGE - RESERVE + IV]
        decryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
        pages.append(decryptor.update(page[SALT if at == 0 else 0 : PAGE - RESERVE]) + decryptor.finalize())
    return b"".join(pages)
