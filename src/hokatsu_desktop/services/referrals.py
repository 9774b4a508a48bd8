"""Receiving referrals (つなぎ), answering them (C票), and telling the outcome back to who referred."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import digits, fold
from hokatsu_desktop.japanese.open_days import next_open_day
from hokatsu_desktop.models import (
    Answer,
    Case,
    CasePeriod,
    CasePerson,
    Household,
    HouseholdMember,
    Note,
    Part,
    Person,
    Referral,
    Reply,
    Staff,
    Stage,
    Task,
    TaskOrigin,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import now, today, utc
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.follow_ups import keep_follow_ups
from hokatsu_desktop.services.naming import household_title
from hokatsu_desktop.services.numbers import next_case_number
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import InTrash, Refusal
from hokatsu_desktop.services.search import find

STAGE_AFTER = {  # the first reply ticked, in this order, decides where the case stands
    Reply.SUPPORT_MEETING: Stage.SUPPORT_MEETING,
    Reply.ACCOMPANY: Stage.ASSESSING,
    Reply.PROGRAMMES: Stage.ARRANGING,
    Reply.OTHER: Stage.ARRANGING,
    Reply.PASS_ON: Stage.PASSED_ON,
    Reply.SHARE: Stage.SHARED_ONLY,
}


@dataclass(frozen=True)
class Similar:
    """A person already known who may be the same one."""

    person_id: int
    case_id: int
    name: str
    case_number: str
    case_title: str
    why: str  # 名前と生年月日が同じ


def begin_referral(session: Session) -> Referral:
    """Start a new referral as a draft, with an empty household around it, when the first character is typed."""
    with act(session, "begin_referral", "つなぎを書きはじめる"):
        person, household = Person(), Household()
        session.add_all([person, household])
        session.flush()
        case = Case(household_id=household.id, principal_id=person.id, created_at=utc(now(session)))
        session.add(case)
        session.flush()
        referral = Referral(case_id=case.id, staff_id=session.info.get("staff_id"))
        session.add_all(
            [
                HouseholdMember(
                    household_id=household.id, person_id=person.id, kinship="self", relative_to_id=person.id
                ),
                CasePerson(case_id=case.id, person_id=person.id, part=Part.PRINCIPAL),
                referral,
            ]
        )
        session.flush()
    return referral


def receive_referral(session: Session, referral_id: int, *, on: date | None = None) -> Case:
    """Receive a drafted referral: number, due date of the answer, and the note 「受付」.

    Only a name or 呼び名 is needed. Raises Refusal without one, when it was received before, or lies in the trash.
    """
    referral = still_there(session, Referral, referral_id)
    case = still_there(session, Case, referral.case_id)
    person = still_there(session, Person, case.principal_id)
    if not household_title(person):
        raise Refusal(
            "氏名か呼び名（「川べりの方」など）を入れてください。ほかは後からで大丈夫です。書いたものは残っています。"
        )
    if referral.received_on is not None:
        raise Refusal("このつなぎは、もう受け付けています。")
    if case.trashed_at is not None:
        raise InTrash
    day = on or today(session)
    with act(session, "receive_referral", "つなぎを受け付ける"):
        case.number = case.number or next_case_number(session, day)
        case.title = case.title or household_title(person)
        household = still_there(session, Household, case.household_id)
        household.title = household.title or case.title
        case.stage = Stage.RECEIVED
        case.received_on = case.received_on or day
        case.last_contact_on = day
        case.staff_id = case.staff_id or session.info.get("staff_id")
        case.sort_key = fold(person.kana or person.name or person.called)
        referral.received_on = day
        referral.submitted_on = referral.submitted_on or day
        referral.answer_due_on = referral.answer_due_on or answer_due(session, day)
        begin_period(session, case, day)
        session.add(reception_note(session, referral, day))
        session.flush()
    return case


def answer_due(session: Session, received_on: date) -> date:
    """The day by which a referral is to be answered: the office's number of days, moved to an open day."""
    return next_open_day(received_on + timedelta(days=the_office(session).answer_days))


def begin_period(session: Session, case: Case, day: date) -> None:
    """Open the first period of a case if it has none."""
    if session.scalar(select(CasePeriod.id).where(CasePeriod.case_id == case.id)) is None:
        session.add(CasePeriod(case_id=case.id, opened_on=day))


def reception_note(session: Session, referral: Referral, day: date) -> Note:
    """The note that a referral was received."""
    sender = "　".join(word for word in (referral.from_agency_name, referral.from_contact_name) if word)
    return Note(
        case_id=referral.case_id,
        happened_on=day,
        begins_at=now(session).time().replace(second=0, microsecond=0, tzinfo=None),
        staff_id=session.info.get("staff_id"),
        business="multi_agency",
        facts=f"受付　{sender}からのつなぎを受け付けた。" if sender else "受付　つなぎを受け付けた。",
    )


def answer_referral(session: Session, referral_id: int, *, on: date | None = None) -> Answer:
    """Send the office's answer: the case moves on, the next step and what the replies ask for become tasks.

    Raises Refusal when nothing is ticked.
    """
    referral = still_there(session, Referral, referral_id)
    case = still_there(session, Case, referral.case_id)
    answer = session.scalar(select(Answer).where(Answer.referral_id == referral_id))
    if answer is None or not answer.replies:
        raise Refusal("回答を1つ以上選んでください。いくつ選んでもかまいません。")
    if referral.received_on is None:
        raise Refusal("先に、このつなぎを受け付けてください。")
    with act(session, "answer_referral", "つなぎに回答する"):
        answer.answered_on = referral.answered_on = answer.answered_on or on or today(session)
        answer.staff_id = answer.staff_id or session.info.get("staff_id")
        staff = session.get(Staff, answer.staff_id) if answer.staff_id else None
        answer.answered_by = answer.answered_by or (staff.name if staff else "")
        if case.stage in (Stage.RECEIVED, Stage.REOPENED, Stage.ARRANGING):
            case.stage = next(stage for reply, stage in STAGE_AFTER.items() if reply in answer.replies)
        keep_next_step(session, case, answer)
        keep_follow_ups(session, case, answer)
        session.flush()
    return answer


def end_accompanying(session: Session, case_id: int) -> Case:
    """The joint visit or talk is over: the case comes back to 調整中. Raises Refusal when it is not accompanied."""
    case = still_there(session, Case, case_id)
    if case.stage != Stage.ASSESSING:
        raise Refusal("同席・同行の途中のケースではありません。段階はそのままです。")
    with act(session, "end_accompanying", "同席・同行を終える"):
        case.stage = Stage.ARRANGING
        case.last_contact_on = today(session)
    return case


def keep_next_step(session: Session, case: Case, answer: Answer) -> None:
    """Make the answer's next step a task."""
    known = session.scalar(select(Task).where(Task.origin == TaskOrigin.ANSWER, Task.origin_id == answer.id))
    if answer.next_step and known is None:
        session.add(
            Task(
                what=answer.next_step,
                case_id=case.id,
                who=answer.answered_by,
                due_on=answer.next_due_on,
                origin=TaskOrigin.ANSWER,
                origin_id=answer.id,
            )
        )
    elif known is not None:
        known.what, known.due_on = answer.next_step or known.what, answer.next_due_on
    if answer.next_due_on and (case.next_on is None or case.next_on > answer.next_due_on):
        case.next_on, case.next_what = answer.next_due_on, answer.next_step


def tell_back(session: Session, referral_id: int, words: str, *, on: date | None = None) -> Answer:
    """Record that the outcome was told to who referred. Raises Refusal when there is no answer yet."""
    answer = session.scalar(select(Answer).where(Answer.referral_id == referral_id))
    if answer is None or answer.answered_on is None:
        raise Refusal("まだ回答していません。回答（C票）を先に書いてください。")
    with act(session, "tell_back", "つなぎ元に結果を伝える"):
        answer.told_back_on = on or today(session)
        answer.told_back = words
    return answer


def similar_people(
    session: Session, name: str, kana: str, birth: str, phone: str, *, apart_from: int | None
) -> list[Similar]:
    """People already known who may be the same; `apart_from` is the case being written. Never blocks anything."""
    found: dict[int, Similar] = {}
    for typed in (name, kana, phone if len(digits(phone)) >= 6 else ""):
        if len(fold(typed)) < 2:
            continue
        for hit in find(session, typed, most=12):
            if hit.kind == "case" and hit.case_id not in (apart_from, None):
                case = still_there(session, Case, hit.case_id)
                for one in alike(session, case, name, kana, birth, phone):
                    found[one.person_id] = one
    return list(found.values())[:5]


def alike(session: Session, case: Case, name: str, kana: str, birth: str, phone: str) -> list[Similar]:
    """The people of a case who are like the one being typed, with the reason."""
    people = session.scalars(
        select(Person).join(CasePerson, CasePerson.person_id == Person.id).where(CasePerson.case_id == case.id)
    )
    similar = []
    for person in people:
        reasons = [
            words
            for words, mine, theirs in (
                ("名前", fold(name), fold(person.name)),
                ("読み", fold(kana), fold(person.kana)),
                ("電話", digits(phone), digits(person.phone)),
                ("生年月日", birth, person.birth),
            )
            if mine and mine == theirs
        ]
        if reasons and reasons != ["生年月日"]:
            why = "と".join(reasons) + "が同じ"
            similar.append(Similar(person.id, case.id, person.shown_name, case.number or "下書き", case.title, why))
    return similar
