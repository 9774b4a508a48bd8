"""What is done for a household of the practice town: one function per told act, each of them through the services."""

from collections.abc import Callable, Mapping
from typing import Any

from hokatsu_desktop.models import ConsentState, Degree, TaskEnding
from hokatsu_desktop.services.cases import add_family_member, change_case
from hokatsu_desktop.services.closing import Closing, close_case, look_again, reopen_case
from hokatsu_desktop.services.closing_looks import look_at_member, say_ending
from hokatsu_desktop.services.companions import save_companions
from hokatsu_desktop.services.consents import record_consent, withdraw_consent
from hokatsu_desktop.services.ecomaps import NOW, add_tie
from hokatsu_desktop.services.looks import mark_looked
from hokatsu_desktop.services.notes import begin_note, save_note, write_note
from hokatsu_desktop.services.outreach import save_visits, take_over_notes, visit_rows
from hokatsu_desktop.services.outreach_steps import save_steps
from hokatsu_desktop.services.papers import newest_subject, paper_of
from hokatsu_desktop.services.papers_given import give_papers, sharing_of
from hokatsu_desktop.services.plans import decide_plan, make_plan
from hokatsu_desktop.services.practice_town.told import Told
from hokatsu_desktop.services.practice_town.town import Story, Town
from hokatsu_desktop.services.referrals import answer_referral, begin_referral, receive_referral, tell_back
from hokatsu_desktop.services.retention import hold, keep_for
from hokatsu_desktop.services.role_reviews import Reviewed, record_review, roles_to_review
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.tasks import add_task, finish_task, open_tasks
from hokatsu_desktop.services.veils import hide_case
from hokatsu_desktop.sheets.answers import Row, as_rows
from hokatsu_desktop.sheets.load import load_sheet

RECEPTION = "reception"
A_SHEET, B_SHEET, C_SHEET = "tsunagi_takashima_a", "tsunagi_takashima_b", "tsunagi_takashima_c"
PLAN = "support_plan"

HouseholdAct = Callable[[Town, str, Told], None]


def besides(told: Told, *names: str) -> dict[str, Any]:
    """What is told of a step besides when, what and the named facts."""
    return {name: value for name, value in told.items() if name not in ("ago", "act", *names)}


def begin_draft(town: Town, key: str, told: Told) -> None:
    """A reception that is left half written."""
    referral = begin_referral(town.session)
    town.stories[key] = Story(referral.case_id, referral.id)
    save_sheet(town.session, RECEPTION, referral.id, town.days.for_sheet(told["reception"]))


def refer(town: Town, key: str, told: Told) -> None:
    """A referral arrives on paper, is typed in and received: A票, the household, then B票."""
    referral = begin_referral(town.session)
    story = town.stories[key] = Story(referral.case_id, referral.id)
    story.people["principal"] = town.case(key).principal_id
    answers = {**sender_of(town, told), **told["a"]}
    save_sheet(town.session, A_SHEET, referral.id, town.days.for_sheet(answers))
    for member in told.get("members", ()):
        facts = town.days.for_sheet(besides(member, "key"))
        story.people[member["key"]] = add_family_member(town.session, story.case_id, **facts).id
    receive_referral(town.session, referral.id)
    save_sheet(town.session, B_SHEET, referral.id, town.days.for_sheet(told["b"]))
    if known := told.get("case"):
        change_case(town.session, story.case_id, **town.days.for_record(known))


def sender_of(town: Town, told: Told) -> dict[str, Any]:
    """The head of an A票: to whom, from whom, by which way."""
    contact, agency = town.contacts[told["from"]], town.agencies[told["from"]]
    return {
        "to": town.desk,
        "submitted_on": f"@-{told['ago']}",
        "from_agency": agency.name,
        "from_contact": contact.name,
        "from_phone": contact.phone or agency.phone,
        "referrer_kind": agency.kind,
        "intake_mode": "letter_fax",
        "route": "agency",
    }


def answer(town: Town, key: str, told: Told) -> None:
    """The C票 goes out."""
    referral_id = town.story(key).referral_id
    answers = {"answered_by": town.staff_name, **besides(told)}
    save_sheet(town.session, C_SHEET, referral_id, town.days.for_sheet(answers))
    answer_referral(town.session, referral_id)


def tell(town: Town, key: str, told: Told) -> None:
    """The outcome is told to who referred."""
    referral_id = town.story(key).referral_id
    tell_back(town.session, referral_id, told["words"])
    save_sheet(town.session, C_SHEET, referral_id, {"told_back_to": told["to"]})


def look(town: Town, key: str, told: Told) -> None:
    """The referral is looked at in the weekly round."""
    mark_looked(town.session, town.story(key).referral_id, told["next"])


def note(town: Town, key: str, told: Told) -> None:
    """A note is written, or begun and left as a draft."""
    values = {"business": "multi_agency", "actor": town.staff_name, **besides(told, "draft")}
    if told.get("draft"):
        save_note(town.session, begin_note(town.session, town.story(key).case_id).id, **values)
    else:
        write_note(town.session, town.story(key).case_id, **values)


def consent(town: Town, key: str, told: Told) -> None:
    """What one person of the household agrees to, or does not."""
    person_id = town.story(key).people[told.get("who", "principal")]
    values = town.days.for_record(besides(told, "who", "state"))
    record_consent(town.session, town.story(key).case_id, person_id, ConsentState(told["state"]), **values)


def withdraw(town: Town, key: str, told: Told) -> None:
    """Somebody takes back what they had agreed to."""
    person_id = town.story(key).people[told.get("who", "principal")]
    withdraw_consent(town.session, town.story(key).case_id, person_id, told["why"])


def veil(town: Town, key: str, told: Told) -> None:
    """The case is closed to a colleague."""
    hide_case(town.session, town.story(key).case_id, town.colleagues[told["to"]], told["why"])


def give(town: Town, key: str, told: Told) -> None:
    """A sheet of the case is given to an agency; with the reason where its consent does not carry it."""
    case_id = town.story(key).case_id
    subject_id = newest_subject(town.session, load_sheet(told["sheet"]).subject, case_id)
    if subject_id is None:
        raise KeyError(f"{key}: {told['sheet']}")
    papers = (paper_of(town.session, told["sheet"], subject_id),)
    answers = sharing_of(town.session, papers, f"agency:{told['to']}", Degree.NAMED)
    give_papers(town.session, answers, receiver=told["to"], papers=papers, reason=told.get("reason", ""))


def task(town: Town, key: str, told: Told) -> None:
    """Something to do is noted."""
    add_task(town.session, case_id=town.story(key).case_id, **town.days.for_record(besides(told)))


def done(town: Town, key: str, told: Told) -> None:
    """Things to do are ticked off, named by how they begin. Raises KeyError for one that is not to be done."""
    for beginning in told["what"]:
        to_do = [one for one in open_tasks(town.session, town.story(key).case_id) if one.what.startswith(beginning)]
        if not to_do:
            raise KeyError(f"{key}: {beginning}")
        for one in to_do:
            finish_task(town.session, one.id)


def found_out(town: Town, key: str, told: Told) -> None:
    """An open question of the B票 is answered."""
    referral_id = town.story(key).referral_id
    rows = as_rows(open_sheet(town.session, B_SHEET, referral_id).answers["open_questions"])
    next(row for row in rows if row["what"] == told["question"])["found"] = told["found"]
    save_sheet(town.session, B_SHEET, referral_id, {"open_questions": rows})


def change(town: Town, key: str, told: Told) -> None:
    """What is known of the case changes."""
    change_case(town.session, town.story(key).case_id, **town.days.for_record(besides(told)))


def plan(town: Town, key: str, told: Told) -> None:
    """A plan is made from what a meeting decided, written out, and decided unless it is still in the making."""
    made = make_plan(town.session, town.meeting_case(told["meeting"], key).id)
    rows = as_rows(open_sheet(town.session, PLAN, made.id).answers["rows"])
    for row, (how, check) in zip(rows, told["ways"], strict=True):
        row["how"], row["check"] = how, check
    save_sheet(town.session, PLAN, made.id, {**town.days.for_sheet(told["sheet"]), "rows": rows})
    if told.get("decide", True):
        decide_plan(town.session, made.id)


def write_sheet(town: Town, key: str, told: Told) -> None:
    """A sheet that hangs on the case, or on the plan made last, is written. Raises KeyError when there is no plan yet."""
    case_id = town.story(key).case_id
    subject_id = newest_subject(town.session, load_sheet(told["sheet"]).subject, case_id)
    if subject_id is None:
        raise KeyError(f"{key}: {told['sheet']}")
    save_sheet(town.session, told["sheet"], subject_id, town.days.for_sheet(told["answers"]))


def monitor(town: Town, key: str, told: Told) -> None:
    """The household is looked at again."""
    facts = town.days.for_record(besides(told, "roles"))
    case_id = town.story(key).case_id
    roles = [
        Reviewed(role, **said)
        for role, said in zip(roles_to_review(town.session, case_id), told.get("roles", []), strict=False)
    ]  # those told last say nothing of the rest
    record_review(town.session, case_id, **facts, roles=roles)


def close(town: Town, key: str, told: Told) -> None:
    """The case is closed, as a meeting decided; `looks` tell what is left for whom, `kept` what is still to be done after."""
    session, story = town.session, town.story(key)
    for look in told.get("looks", ()):
        look_at_member(session, story.case_id, story.people[look["who"]], look["left"], look.get("words", ""))
    for beginning in told.get("kept", ()):
        for one in open_tasks(session, story.case_id):
            if one.what.startswith(beginning):
                say_ending(session, one.id, TaskEnding.KEPT)
    facts = town.days.for_record(besides(told, "meeting", "looks", "kept"))
    close_case(session, story.case_id, Closing(meeting_id=town.meetings[told["meeting"]], **facts))


def check_on(town: Town, key: str, told: Told) -> None:
    """How a closed household is getting on."""
    facts = town.days.for_record(besides(told, "words"))
    look_again(town.session, town.story(key).case_id, told["words"], **facts)


def keep(town: Town, key: str, told: Told) -> None:
    """For how long the closed case is kept, and why it may not be disposed of after that."""
    case_id = town.story(key).case_id
    keep_for(town.session, case_id, told["years"], town.days.day(told["starts"]))
    if why := told.get("hold"):
        hold(town.session, case_id, why)


def reopen(town: Town, key: str, told: Told) -> None:
    """The case is taken up again."""
    reopen_case(town.session, town.story(key).case_id, told["why"])


def reach_out(town: Town, key: str, told: Told) -> None:
    """The stages, the visits out of the notes written so far with the next try, and who walks along."""
    session, case_id = town.session, town.story(key).case_id
    days = town.days.for_sheet(besides(told))
    save_steps(session, case_id, as_rows(days["steps"]))
    take_over_notes(session, case_id)
    visits = visit_rows(session, case_id)
    save_visits(session, case_id, [*visits[:-1], {**visits[-1], **told_of(days["next"])}])
    save_companions(session, case_id, as_rows(days["walks_along"]))


def told_of(row: Any) -> Row:
    """One told row."""
    return as_rows([row])[0]


def draw(town: Town, key: str, told: Told) -> None:
    """The ecomap is drawn: lines of 今 and これから; `who` names one of the household."""
    story = town.story(key)
    for tie in told["ties"]:
        values = {name: value for name, value in tie.items() if name not in ("name", "tense", "who")}
        person_id = story.people[tie["who"]] if "who" in tie else None
        add_tie(town.session, story.case_id, tie.get("tense", NOW), tie["name"], person_id=person_id, **values)


HOUSEHOLD_ACTS: Mapping[str, HouseholdAct] = {
    "draft": begin_draft,
    "refer": refer,
    "answer": answer,
    "tell": tell,
    "look": look,
    "note": note,
    "consent": consent,
    "withdraw": withdraw,
    "veil": veil,
    "give": give,
    "task": task,
    "done": done,
    "found": found_out,
    "change": change,
    "draw": draw,
    "outreach": reach_out,
    "plan": plan,
    "sheet": write_sheet,
    "monitor": monitor,
    "check_on": check_on,
    "close": close,
    "keep": keep,
    "reopen": reopen,
}
