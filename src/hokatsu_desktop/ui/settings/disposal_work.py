"""What the screens of 廃棄 do with the store: disposing, writing the file anew, and the copies that still hold it."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Disposal, DisposedCase, Handover
from hokatsu_desktop.services.disposal import dispose, not_rewritten, rewritten
from hokatsu_desktop.services.second_person import Approval
from hokatsu_desktop.store.disposal import HoldingCopy, Span, holding_copies, rewrite
from hokatsu_desktop.store.old_copies import destroy_older
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.kept_backups import places_of, usual_place

_MOST_NAMED = 8


def dispose_now(desk: Desk, case_ids: Collection[int], approval: Approval) -> str:
    """Disposes of these cases and writes the file anew, in the worker; gives why the file could not be, or "".

    Raises Refusal, StoreRefusal when nothing was disposed of.
    """
    with desk.store.transaction() as session:
        dispose(session, case_ids, approval)
    try:
        finish_rewriting(desk)
    except StoreRefusal as refusal:
        return refusal.words
    return ""


def finish_rewriting(desk: Desk) -> None:
    """Writes the file anew and notes it for the disposals that wait for it. Raises StoreRefusal."""
    rewrite(desk.store)
    with desk.store.transaction() as session:
        rewritten(session, not_rewritten(session))


def holding(desk: Desk) -> list[HoldingCopy]:
    """The copies that still hold something disposed of, as far as their places are there now."""
    spans = spans_of(desk)
    try:
        return holding_copies(desk.store, places_of(desk), spans)
    except StoreRefusal:  # a stick was taken out while it was read
        return holding_copies(desk.store, [usual_place(desk)], spans)


def destroy_holding(desk: Desk) -> int:
    """Removes those copies; gives how many. Raises StoreRefusal without a backup made after the last disposal."""
    found = holding(desk)
    last = max((span.last for span in spans_of(desk)), default=0)
    destroy_older(desk.store, [copy.path for copy in found], places_of(desk), last)
    return len(found)


def spans_of(desk: Desk) -> list[Span]:
    """From which to which link copies of the store hold what was disposed of, for each disposal."""
    with desk.reading() as session:
        query = (
            select(func.min(DisposedCase.first_link), Disposal.sequence)
            .join(Disposal, Disposal.id == DisposedCase.disposal_id)
            .group_by(Disposal.id)
        )
        return [Span(first, last) for first, last in session.execute(query)]


def holding_words(desk: Desk, copies: Sequence[HoldingCopy], done: Sequence[Disposal]) -> str:
    """Where what was disposed of still is, and until when."""
    if not done:
        return ""
    lines = [_copy_words(desk, copy) for copy in copies[:_MOST_NAMED]]
    if len(copies) > _MOST_NAMED:
        lines.append(f"ほか{len(copies) - _MOST_NAMED}個")
    head = (
        f"廃棄した記録がまだ入っている控え：{len(copies)}個"
        if copies
        else "届くところに、廃棄した記録の入った控えはありません。"
    )
    with desk.reading() as session:
        packages = [
            f"{one.package}（媒体 {one.medium_number or '番号なし'}、{short(one.begun_on)}）"
            for one in session.scalars(select(Handover).where(Handover.package != "").order_by(Handover.id))
            if any(one.begun_on <= disposal.disposed_on for disposal in done)
        ]
    if packages:
        lines.append(
            f"廃棄の前に作った引継ぎパッケージ：{'、'.join(packages)}。媒体を返してもらい、町の決まりで処分してください。"
        )
    lines.append("つながっていないUSBメモリーや、ほかのパソコンに写した控えは、ここには出ません。")
    return "\n".join([head, *lines])


def _copy_words(desk: Desk, copy: HoldingCopy) -> str:
    made = copy.made_at.astimezone(desk.now().tzinfo)
    what = "控え" if copy.is_backup else "前の台帳の写し（復元や鍵の作り直しのときのもの）"
    gone = f"{short(copy.goes_on.date())}ごろに自動で消えます" if copy.goes_on is not None else "自動では消えません"
    return f"・{short(made.date())} {made.hour}:{made:%M}の{what}（{gone}）"
