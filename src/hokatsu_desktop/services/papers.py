"""What goes on paper, gathered for printing: plain facts without a session, and the log line of each print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.eco_lines import legend_shapes as eco_legend
from hokatsu_desktop.drawing.genogram_legend import legend_shapes as genogram_legend
from hokatsu_desktop.drawing.marks import with_legend
from hokatsu_desktop.drawing.shapes import Shape
from hokatsu_desktop.models import (
    Attendance,
    Case,
    CaseAgency,
    CasePeriod,
    CasePerson,
    Degree,
    Handout,
    MeetingCase,
    Note,
    Plan,
    Referral,
    ReferralLook,
    Staff,
)
from hokatsu_desktop.services.acts import head, note_fact
from hokatsu_desktop.services.attachments import AttachedFile, attached_files, attached_words
from hokatsu_desktop.services.clock import now
from hokatsu_desktop.services.drawing_places import drawing_style
from hokatsu_desktop.services.ecomaps import AHEAD, NOW, Worded, eco_picture
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.genograms import Said, as_known, household_picture
from hokatsu_desktop.services.logo import office_logo
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import given_answers, open_sheet, sheet_in_use
from hokatsu_desktop.services.sight import unveiled
from hokatsu_desktop.services.veils import hidden_words
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.definition import Kind, Sheet, Subject
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.sheets.reading import DefinitionError

DEGREE_WORDS = {Degree.LETTERS: "記号版", Degree.ANONYMOUS: "匿名版", Degree.DISCLOSURE: "開示用"}
"""What stands on a paper that is not in real names."""

WHITEBOARD = "whiteboard"
PRINTED_ONCE = frozenset({WHITEBOARD})  # sheets of which a packet needs one, however many people come

WITHOUT_NAMES = frozenset({"reply_note"})  # who gets it may know less of the household than we do

ECOMAPS = {"eco_now": NOW, "eco_ahead": AHEAD}  # drawings by the key of their blank


@dataclass(frozen=True)
class Imprint:
    """What every page carries whatever is on it."""

    town: str
    department: str
    practice: bool
    printed_at: datetime
    printed_by: str
    head_digits: str  # この紙の時点
    logo: bytes = b""  # the office's picture


@dataclass(frozen=True)
class Paper:
    """One sheet ready for paper. `blank` asks for the form without answers, for handwriting."""

    sheet: Sheet
    answers: Answers
    case_label: str = ""  # 「R8-012　佐藤世帯」
    drawings: Mapping[str, tuple[Shape, ...]] = field(default_factory=dict)  # by blank key
    blank: bool = False
    degree: Degree = Degree.NAMED  # said on the paper; services.degrees changes the words
    case_id: int | None = None
    subject_id: int | None = None
    attached: tuple[AttachedFile, ...] = ()  # printed behind the sheet
    remarks: tuple[str, ...] = ()  # printed below the sheet's own note

    @property
    def given(self) -> Answers:
        """The answers that stand on it: on an empty form only what nobody types, such as the town and the law."""
        if not self.blank:
            return self.answers
        shown = {blank.key for blank in self.sheet.blanks if blank.shown_only}
        return {key: answer for key, answer in self.answers.items() if key in shown}

    @property
    def notes(self) -> str:
        """Everything that stands below the sheet in small print."""
        return "\n".join(filter(None, (attached_words(self.attached), self.sheet.note, *self.remarks)))


@dataclass(frozen=True)
class Seat:
    """Who gets which copy of a packet."""

    agency_name: str
    name: str
    attendance_id: int | None = None

    @property
    def holder(self) -> str:
        """Agency and name as printed on the copy: 「社会福祉協議会　見本」."""
        return "　".join(word for word in (self.agency_name, self.name) if word)


@dataclass(frozen=True)
class Packet:
    """All papers of one meeting, and who gets a copy."""

    title: str
    number: str
    handling: str  # 会議後回収: what the meeting's rule says about the copies
    papers: tuple[Paper, ...]
    seats: tuple[Seat, ...]

    @property
    def in_each_copy(self) -> tuple[Paper, ...]:
        """The papers everybody gets: 資料1, 資料2, …"""
        return tuple(paper for paper in self.papers if paper.sheet.key not in PRINTED_ONCE)

    @property
    def printed_once(self) -> tuple[Paper, ...]:
        """The papers for the wall or the chair."""
        return tuple(paper for paper in self.papers if paper.sheet.key in PRINTED_ONCE)


def handling_words(own: str, rule: str, degree: Degree = Degree.NAMED) -> str:
    """「取扱注意・会議後回収・記号版」: the sheet's own words, the meeting's rule in the place of any other, the degree.

    On the copy for the person only 開示用: nobody collects that one.
    """
    said = DEGREE_WORDS.get(degree, "")
    if degree is Degree.DISCLOSURE:
        return said
    rules = {choice.label for choice in load_list("handout_rule").values} if rule else set()
    kept = [word for word in own.split("・") if word not in rules]
    return "・".join(filter(None, dict.fromkeys([*kept, rule, said])))


def maker_of(paper: Paper, imprint: Imprint) -> str:
    """Who is named on a paper as having made it; nobody where names give way to letters."""
    return "" if paper.degree.hides_names else imprint.printed_by


def imprint_of(session: Session) -> Imprint:
    """The imprint for a print made now."""
    office = the_office(session)
    staff_id = session.info.get("staff_id")
    staff = session.get(Staff, staff_id) if staff_id else None
    return Imprint(
        office.town,
        office.department,
        office.practice,
        now(session),
        staff.name if staff else "",
        head(session),
        office_logo(session),
    )


def paper_of(session: Session, key: str, subject_id: int) -> Paper:
    """One filled-in sheet for paper."""
    opened = open_sheet(session, key, subject_id)
    case = session.get(Case, opened.case_id) if opened.case_id else None
    label = label_on(key, case) if case else ""
    drawings = drawings_of(session, opened.sheet, case) if case else {}
    return Paper(
        opened.sheet,
        opened.answers,
        label,
        drawings,
        case_id=opened.case_id,
        subject_id=opened.subject_id,
        attached=attached_files(session, key, subject_id),
        remarks=remarks_on(session, opened.sheet, subject_id),
    )


def remarks_on(session: Session, sheet: Sheet, subject_id: int) -> tuple[str, ...]:
    """What a paper of a meeting says of the cases that are closed to whoever prints it."""
    words = hidden_words(session, subject_id) if sheet.subject is Subject.MEETING else ""
    return (f"この会議の案件のうち{words}。印刷した人には閉じられているからです。",) if words else ()


def label_on(key: str, case: Case) -> str:
    """What stands at the head of a paper for its case: 「R8-012　佐藤世帯」; on one that may name nobody, the number."""
    number = case.number or "下書き"
    return number if key in WITHOUT_NAMES else f"{number}　{case.title}"


def drawings_of(
    session: Session, sheet: Sheet, case: Case, said: Said = as_known, worded: Worded = str
) -> dict[str, tuple[Shape, ...]]:
    """The drawings of a sheet by the keys of their blanks, with ages as of today."""
    return {
        blank.key: drawing_for(session, case.id, blank.key, said, worded)
        for blank in sheet.blanks
        if blank.kind is Kind.DRAWING
    }


def drawing_for(
    session: Session, case_id: int, key: str, said: Said = as_known, worded: Worded = str
) -> tuple[Shape, ...]:
    """The drawing that belongs into a blank with this key, with what its marks mean; others than ecomaps are genograms."""
    if key in ECOMAPS:
        picture = eco_picture(session, case_id, ECOMAPS[key], said, worded)
        return with_legend(picture.shapes, eco_legend()) if picture.marks else ()
    legend = genogram_legend(drawing_style(session))
    return with_legend(household_picture(session, case_id, said).shapes, legend)


def drawings_on(session: Session, sheet: Sheet, case_id: int | None) -> dict[str, tuple[Shape, ...]]:
    """The drawings of a sheet of a case by the keys of their blanks; none where there is no case. Raises Gone."""
    if case_id is None or all(blank.kind is not Kind.DRAWING for blank in sheet.blanks):
        return {}
    return drawings_of(session, sheet, still_there(session, Case, case_id))


def newest_paper(session: Session, case_number: str, key: str) -> Paper:
    """The newest sheet of this kind of the case with this number. Raises Refusal when there is none, or none to be shown."""
    with unveiled(session):
        case_id = session.scalar(select(Case.id).where(Case.number == case_number))
    case = still_there(session, Case, case_id) if case_id is not None else None
    if case is None:
        raise Refusal(f"ケース番号 {case_number} のケースはありません。番号を確かめてください。")
    try:
        sheet = load_sheet(key)
    except DefinitionError:
        raise Refusal(f"「{key}」という様式はありません。") from None
    subject_id = newest_subject(session, sheet.subject, case.id)
    if subject_id is None:
        raise Refusal(f"{case_number} には、まだ「{sheet.title}」がありません。")
    return paper_of(session, key, subject_id)


def newest_subject(session: Session, subject: Subject, case_id: int) -> int | None:  # noqa: C901, PLR0911, PLR0912  # one case each
    """The id of the newest record of a case that a sheet of this subject hangs on."""
    match subject:
        case Subject.CASE:
            return case_id
        case Subject.CASE_PERSON:
            principal = CasePerson.person_id == select(Case.principal_id).where(Case.id == case_id).scalar_subquery()
            return session.scalar(select(CasePerson.id).where(CasePerson.case_id == case_id, principal))
        case Subject.REFERRAL:
            return session.scalar(select(func.max(Referral.id)).where(Referral.case_id == case_id))
        case Subject.MEETING_CASE:
            return session.scalar(select(func.max(MeetingCase.id)).where(MeetingCase.case_id == case_id))
        case Subject.MEETING:
            return session.scalar(select(func.max(MeetingCase.meeting_id)).where(MeetingCase.case_id == case_id))
        case Subject.PLAN:
            return session.scalar(select(func.max(Plan.id)).where(Plan.case_id == case_id))
        case Subject.PERIOD:
            closed = (CasePeriod.case_id == case_id, CasePeriod.closed_on.is_not(None))
            return session.scalar(select(func.max(CasePeriod.id)).where(*closed))
        case Subject.NOTE:
            return session.scalar(select(func.max(Note.id)).where(Note.case_id == case_id, Note.is_draft.is_(False)))
        case Subject.AGENCY:
            return session.scalar(select(func.max(CaseAgency.agency_id)).where(CaseAgency.case_id == case_id))
        case Subject.CONTACT:
            return session.scalar(select(func.max(CaseAgency.contact_id)).where(CaseAgency.case_id == case_id))
        case Subject.ATTENDANCE:
            of_case = select(MeetingCase.meeting_id).where(MeetingCase.case_id == case_id)
            return session.scalar(select(func.max(Attendance.id)).where(Attendance.meeting_id.in_(of_case)))
        case Subject.HANDOUT:
            of_case = select(MeetingCase.meeting_id).where(MeetingCase.case_id == case_id)
            return session.scalar(select(func.max(Handout.id)).where(Handout.meeting_id.in_(of_case)))
        case Subject.REVIEW:
            return session.scalar(select(func.max(ReferralLook.review_id)).where(ReferralLook.case_id == case_id))
        case (
            Subject.RESOURCE
            | Subject.VOICE
            | Subject.ISSUE
            | Subject.TRAINING
            | Subject.SURVEY
            | Subject.SERIES
            | Subject.YEAR
        ):
            return None  # of the town, not of a case
        case Subject.OFFICE:
            return the_office(session).id
        case _:
            raise ValueError(subject)


def blank_paper(session: Session, key: str) -> Paper:
    """A sheet for handwriting: without answers but for the office's own words and the law of today."""
    return blank_of(session, sheet_in_use(session, key))


def blank_of(session: Session, sheet: Sheet) -> Paper:
    """A sheet for handwriting that need not be in use yet, without what is hidden in it."""
    return Paper(sheet.as_used, given_answers(session, sheet.as_used), blank=True)


def note_print(
    session: Session,
    keys: Sequence[str],
    *,
    subject: Subject | str,
    subject_id: int,
    copies: int = 1,
    to: str,
    degree: str = "named",
    pages: int = 0,
) -> None:
    """Leave the log line of a print: which sheets, how many copies of how many pages, how people are named on it.

    `to` is "printer", "pdf", "excel", "word" or "csv".
    """
    note_fact(
        session,
        "print_sheets",
        "印刷する" if to == "printer" else "ファイルに書き出す",
        sheets=list(keys),
        subject=str(subject),
        subject_id=subject_id,
        copies=copies,
        to=to,
        degree=degree,
        pages=pages,
    )
