"""The page きょう: its headings in their order. A new heading is one line here."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.handouts import missing_copies
from hokatsu_desktop.services.today.after_closing import closed_to_look_at
from hokatsu_desktop.services.today.agreements import consents_to_review
from hokatsu_desktop.services.today.changes import small_changes_of_month
from hokatsu_desktop.services.today.company import carrying_many, with_one_supporter
from hokatsu_desktop.services.today.directory import to_confirm
from hokatsu_desktop.services.today.due import (
    cases_between,
    coming_meetings,
    copies_not_back,
    due_rows,
    soon_rows,
    tasks_between,
    unanswered,
    waiting_referrals,
)
from hokatsu_desktop.services.today.first_week import first_week_rows
from hokatsu_desktop.services.today.media import media_to_return
from hokatsu_desktop.services.today.others import others_rows
from hokatsu_desktop.services.today.regular import series_to_call
from hokatsu_desktop.services.today.retention import to_dispose_of
from hokatsu_desktop.services.today.reviews import plans_ending
from hokatsu_desktop.services.today.row import Heading, TodayGroup
from hokatsu_desktop.services.today.self_check import yearly_check
from hokatsu_desktop.services.today.unmet import not_met
from hokatsu_desktop.services.today.untold import not_told
from hokatsu_desktop.services.today.worries import drafts, silent, without_lead, without_next_date

HEADINGS = (  # the most pressing first
    Heading("first_week", "引き継いだはじめの1週間", first_week_rows),
    Heading("due", "期限がきたこと", due_rows),
    Heading("unanswered", "回答を待っているつなぎ", unanswered),
    Heading("untold", "つなぎ元に結果を伝えていないもの", not_told),
    Heading("handouts", "もどっていない資料", copies_not_back),
    Heading("media", "返却の期限がきた媒体", media_to_return),
    Heading("meetings", "これからの会議", coming_meetings),
    Heading("series", "まだ開くと決めていない定例の会議", series_to_call),
    Heading("soon", "7日以内のこと", soon_rows),
    Heading("reviews", "見直しの時期", plans_ending),
    Heading("after_closing", "終結したケースを見る日", closed_to_look_at),
    Heading("self_check", "年に一度の点検", yearly_check),
    Heading("consents", "同意の見直し", consents_to_review),
    Heading("others", "前回見てから、ほかの人がしたこと", others_rows),
    Heading("no_date", "次の日が決まっていないケース", without_next_date, worry=True),
    Heading("silent", "しばらく連絡がないケース", silent, worry=True),
    Heading("alone", "主担当が決まっていないケース", without_lead, worry=True),
    Heading("one", "支え手が1人だけのケース", with_one_supporter, worry=True),
    Heading("many", "いちどに多くを持っている人がいます", carrying_many, worry=True),
    Heading("changes", "この1か月の小さな変化", small_changes_of_month, worry=True),
    Heading("confirm", "1年たったので、確かめたい機関・資源", to_confirm, worry=True),
    Heading("retention", "廃棄候補", to_dispose_of, worry=True),
    Heading("unmet", "会えていない世帯", not_met, worry=True),
    Heading("drafts", "書きかけ", drafts, worry=True),
)


def today_page(session: Session) -> list[TodayGroup]:
    """All groups of きょう that have rows, in the order of their headings."""
    on = today(session)
    found = ((heading, tuple(heading.rows(session, on))) for heading in HEADINGS)
    return [TodayGroup(one.key, one.title, rows, one.worry) for one, rows in found if rows]


def pressing_count(session: Session) -> int:
    """The number beside きょう in the left bar: what is due, unanswered or not back, as far as the page shows it."""
    on = today(session)
    shown = (tasks_between(None, on).subquery(), cases_between(None, on).subquery(), waiting_referrals().subquery())
    counts = (session.scalar(select(func.count()).select_from(rows)) or 0 for rows in shown)
    return sum(counts) + len(missing_copies(session, on))
