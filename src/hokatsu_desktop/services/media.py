"""媒体の台帳: which media the office has, on which one records left, when it is to be back, and how that ended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Handover, Medium, MediumLoan, Office
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.row_values import day_text
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.lists import label_of

REGISTER = "register_medium"  # what a refusal offers
SHARED = "庁内の共有フォルダー"
REWRITTEN, LOST, DESTROYED = "rewritten", "lost", "destroyed"  # keys of the list medium_ending
WITNESSED = ("erased", DESTROYED)


@dataclass(frozen=True)
class Lending:
    """To what end, with whom and until when a medium leaves."""

    purpose: str
    carrier: str
    approver: str
    due_on: date | None = None
    package: str = ""


@dataclass(frozen=True)
class Ending:
    """How a lending ended."""

    ending: str  # list medium_ending
    method: str = ""
    witness: str = ""
    on: date | None = None  # None: today


@dataclass(frozen=True)
class MediumState:
    """A medium as the ledger shows it; with the lending that is open."""

    medium_id: int
    number: str
    kind: str
    words: str
    loan_id: int | None = None
    is_overdue: bool = False
    is_unfit: bool = False


def register_medium(session: Session, number: str, kind: str = "") -> Medium:
    """Enter a medium into the ledger, once. Raises Refusal without a number, or if it is there already."""
    shown = number.strip()
    if not shown:
        raise Refusal("媒体の登録番号を入れてください。まだ登録していません。")
    if medium_numbered(session, shown) is not None:
        raise Refusal(f"登録番号 {shown} は、もう台帳にあります。別の番号にしてください。まだ登録していません。")
    with act(session, "register_medium", "媒体を登録する"):
        medium = Medium(number=shown, kind=kind.strip(), registered_on=today(session))
        session.add(medium)
        session.flush()
    return medium


def medium_numbered(session: Session, number: str) -> Medium | None:
    """The medium of this number, in whatever width and case it is typed."""
    wanted = fold(number.strip())
    return next((one for one in session.scalars(select(Medium)) if fold(one.number) == wanted), None)


def usable_medium(session: Session, number: str) -> Medium:
    """The medium on which records may leave. Raises Refusal that offers to register it, or says why it will not do."""
    medium = medium_numbered(session, number)
    if medium is None:
        raise Refusal(
            f"登録番号 {number.strip()} は、媒体の台帳にありません。台帳にない媒体には書き出しません。"
            "番号を確かめるか、この媒体を登録してください。まだ何も書き出していません。",
            offer=REGISTER,
        )
    if medium.unfit_on is not None:
        raise Refusal(
            f"登録番号 {medium.number} は、{short(medium.unfit_on)}から使わないことになっています（{medium.unfit_why}）。"
            "別の媒体を使ってください。まだ何も書き出していません。"
        )
    return medium


def lend_medium(session: Session, medium_id: int, lending: Lending) -> MediumLoan:
    """Write down that a medium leaves. Raises Refusal if it is out already, unfit, or something is missing."""
    medium = usable_medium(session, still_there(session, Medium, medium_id).number)
    if open_loan(session, medium_id) is not None:
        raise Refusal(f"登録番号 {medium.number} は、いま貸し出しています。先に返却を書いてください。")
    if not (lending.purpose.strip() and lending.carrier.strip() and lending.approver.strip()):
        raise Refusal("目的、持ち出す人、承認した人を入れてください。まだ貸し出していません。")
    if lending.due_on is not None and lending.due_on < today(session):
        raise Refusal(
            "返却の期限が過ぎた日になっています。きょうか、きょうより後の日を入れてください。まだ貸し出していません。"
        )
    with act(session, "lend_medium", "媒体を貸し出す"):
        return _noted(session, medium_id, lending)


def end_loan(session: Session, loan_id: int, ending: Ending) -> None:
    """Write down how a lending ended. Raises Refusal without a method and a witness where there must be some."""
    loan = still_there(session, MediumLoan, loan_id)
    if not ending.ending:
        raise Refusal("媒体をどうしたかを選んでください。まだ返却を書いていません。")
    if ending.ending in WITNESSED and not (ending.method.strip() and ending.witness.strip()):
        raise Refusal("消した・こわした方法と、立ち会った人を入れてください。まだ返却を書いていません。")
    on = ending.on or today(session)
    if on < loan.lent_on:
        raise Refusal("返却の日が、貸し出した日より前です。まだ返却を書いていません。")
    with act(session, "end_loan", "媒体の返却を書く"):
        loan.ended_on, loan.ending = on, ending.ending
        loan.method, loan.witness = ending.method.strip(), ending.witness.strip()
        if ending.ending in (LOST, DESTROYED) and loan.medium_id is not None:
            medium = still_there(session, Medium, loan.medium_id)
            medium.unfit_on, medium.unfit_why = on, label_of("medium_ending", ending.ending)


def note_unfit(session: Session, number: str, why: str) -> None:
    """Mark a medium so that nobody uses it again: it gave back something else than was written, or was entered by mistake.

    Raises Refusal without a reason.
    """
    if not why.strip():
        raise Refusal("使わないわけを入れてください。まだ何も変えていません。")
    if (medium := medium_numbered(session, number)) is not None and medium.unfit_on is None:
        with act(session, "note_unfit", "媒体を使わないことにする"):
            medium.unfit_on, medium.unfit_why = today(session), why.strip()


def note_package(session: Session, handover: Handover, medium: Medium | None) -> None:
    """The line of a package that is written now, on a medium or a share; a package before it was never handed on."""
    _end_earlier_packages(session)
    lending = Lending(
        "台帳の引継ぎ",
        handover.carrier or handover.from_name,
        handover.approver,
        handover.arrive_by,
        handover.package,
    )
    _noted(session, medium.id if medium is not None else None, lending)


def note_received(session: Session, package: str) -> None:
    """A package was taken over here: where the store does not know its line, because it was sealed then, it gets one."""
    known = session.scalar(select(MediumLoan).where(MediumLoan.package == package).limit(1))
    if known is None:
        _end_earlier_packages(session)
        _noted(session, None, Lending("台帳の引継ぎ（封をしたあとに書き出したもの）", "", "", None, package))


def open_loan(session: Session, medium_id: int) -> MediumLoan | None:
    """The lending of a medium that has not ended."""
    return session.scalar(
        select(MediumLoan).where(MediumLoan.medium_id == medium_id, MediumLoan.ended_on.is_(None)).limit(1)
    )


def media_states(session: Session) -> list[MediumState]:
    """Every medium with how it stands today, by number; then what went by a shared folder and is still open."""
    on = today(session)
    loans = list(session.scalars(select(MediumLoan).where(MediumLoan.ended_on.is_(None)).order_by(MediumLoan.id)))
    by_medium = {loan.medium_id: loan for loan in loans if loan.medium_id is not None}
    media = session.scalars(select(Medium).order_by(Medium.number, Medium.id))
    found = [_state(one, by_medium.get(one.id), on) for one in media]
    return [*found, *(_shared_state(loan, on) for loan in loans if loan.medium_id is None)]


def overdue_loans(session: Session, on: date) -> list[tuple[MediumLoan, str]]:
    """The lendings whose day has come, with the number of the medium, the earliest day first."""
    rows = session.execute(
        select(MediumLoan, Medium.number)
        .outerjoin(Medium, Medium.id == MediumLoan.medium_id)
        .where(MediumLoan.ended_on.is_(None), MediumLoan.due_on.is_not(None), MediumLoan.due_on <= on)
        .order_by(MediumLoan.due_on, MediumLoan.id)
    )
    return [(loan, number or SHARED) for loan, number in rows]


def media_rows(session: Session, _office: Office) -> list[Row]:
    """The media of the office, for the printed ledger."""
    return [
        {
            "number": one.number,
            "kind": one.kind,
            "registered_on": day_text(one.registered_on),
            "unfit": f"{short(one.unfit_on)}　{one.unfit_why}" if one.unfit_on else "",
        }
        for one in session.scalars(select(Medium).order_by(Medium.number, Medium.id))
    ]


def loan_rows(session: Session, _office: Office) -> list[Row]:
    """Each time a medium left, for the printed ledger, in order."""
    rows = session.execute(
        select(MediumLoan, Medium.number)
        .outerjoin(Medium, Medium.id == MediumLoan.medium_id)
        .order_by(MediumLoan.lent_on, MediumLoan.id)
    )
    return [
        {
            "lent_on": day_text(loan.lent_on),
            "number": number or SHARED,
            "purpose": "\n".join(filter(None, (loan.purpose, loan.package))),
            "carrier": "\n".join(filter(None, (loan.carrier, f"承認：{loan.approver}" if loan.approver else ""))),
            "due_on": day_text(loan.due_on),
            "ended_on": day_text(loan.ended_on),
            "ending": "\n".join(filter(None, (label_of("medium_ending", loan.ending), loan.method))),
            "witness": loan.witness,
        }
        for loan, number in rows
    ]


def _end_earlier_packages(session: Session) -> None:
    query = select(MediumLoan).where(MediumLoan.package != "", MediumLoan.ended_on.is_(None))
    for earlier in session.scalars(query).all():
        earlier.ended_on, earlier.ending = today(session), REWRITTEN


def _noted(session: Session, medium_id: int | None, lending: Lending) -> MediumLoan:
    loan = MediumLoan(
        medium_id=medium_id,
        lent_on=today(session),
        purpose=lending.purpose.strip(),
        package=lending.package,
        carrier=lending.carrier.strip(),
        approver=lending.approver.strip(),
        due_on=lending.due_on,
    )
    session.add(loan)
    session.flush()
    return loan


def _state(medium: Medium, loan: MediumLoan | None, on: date) -> MediumState:
    if loan is not None:
        overdue = loan.due_on is not None and loan.due_on <= on
        words = _out_words(loan)
        return MediumState(medium.id, medium.number, medium.kind, words, loan.id, overdue, medium.unfit_on is not None)
    if medium.unfit_on is not None:
        words = f"{short(medium.unfit_on)}から使いません（{medium.unfit_why}）"
        return MediumState(medium.id, medium.number, medium.kind, words, is_unfit=True)
    return MediumState(medium.id, medium.number, medium.kind, "手もとにあります")


def _shared_state(loan: MediumLoan, on: date) -> MediumState:
    overdue = loan.due_on is not None and loan.due_on <= on
    return MediumState(0, SHARED, loan.package, _out_words(loan), loan.id, overdue)


def _out_words(loan: MediumLoan) -> str:
    due = f"、期限{short(loan.due_on)}" if loan.due_on else ""
    who = f"、{loan.carrier}" if loan.carrier else ""
    return f"{short(loan.lent_on)}から貸し出し中（{loan.purpose}{who}{due}）"
