"""地域の声: what comes up again and again, and what somebody wished for; no voice names anybody."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import CommunityVoice, VoiceKind
from hokatsu_desktop.services.community_issues import raise_from_voice
from hokatsu_desktop.services.missing_resources import VoiceLine, gather, hear, names_in, ungathered, voices
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.agencies.issues_part import ISSUES
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.narrowing import narrowed_rows
from hokatsu_desktop.ui.parts.sheet_page import PageAct, PageKind, SheetPage
from hokatsu_desktop.ui.parts.shelf import ListAct, Narrowing, Shelf, ShelfKind
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

VOICES = "voices"
IN_HEADING = 20


def voices_part(desk: Desk, printer: Printer) -> Shelf[SheetPage]:
    """The voices of the community as a part of 機関・資源."""
    page = PageKind(
        sheet="voice_card",
        begin_at="words",
        title=voice_title,
        note=name_warning,
        acts=(PageAct(words=issue_words, then=to_issue, picture="chevron-right"),),
    )
    return Shelf(
        desk,
        ShelfKind(
            section="agencies",
            tab=VOICES,
            heading="地域の声",
            search_name="find_voice",
            search_words="声を探す",
            search_label="探す（言葉・何について）",
            add_words="声を書きとめる",
            new_name="new_voice",
            new_words="よくあること・あったらよいもの",
            choose_words="左の一覧から声を選んでください。",
            empty_words="まだ声がありません。",
            unfound_words="見つかりません。ほかの言葉でも探せます。",
            model=CommunityVoice,
            read=voice_rows,
            add=lambda session, words: hear(session, words).id,
            page=lambda voice_id: SheetPage(desk, printer, page, voice_id),
            acts=(ListAct(words="会議と終結から集める", picture="add", then=lambda: gather_here(desk)),),
        ),
    )


def gather_here(desk: Desk) -> None:
    """Make cards of what meetings and closings wished for, and say how many."""
    with desk.reading() as session:
        waiting = len(ungathered(session))
    if not waiting:
        desk.said.emit("info", "会議と終結から集めるものは、いまはありません。")
        return
    if desk.try_act(gather) is not None:
        desk.said.emit("success", f"{waiting}件を集めました。だれのことか分かる言葉がないか、見てください。")


def voice_rows(session: Session) -> Narrowing:
    """All voices, to be narrowed by what is typed."""
    rows = [voice_row(one) for one in voices(session)]
    return lambda typed: narrowed_rows(rows, typed)


def voice_row(line: VoiceLine) -> ListRow:
    """A voice as a row: its words, what it is about, and how often it was heard."""
    voice = line.voice
    theme = label_of("resource_theme", voice.theme) if voice.theme else ""
    issue = "地域課題にした" if voice.issue_id is not None else ""
    return ListRow(
        title=voice.words,
        meta="　".join(filter(None, (f"{line.times}回聞いた", theme, issue))),
        tag="あるある" if voice.kind == VoiceKind.EVERYDAY else "あったら",
        tone=Tone.PLAIN if voice.kind == VoiceKind.EVERYDAY else Tone.INFO,
        target=voice.id,
    )


def voice_title(session: Session, voice_id: int) -> str:
    """The words of a voice as a heading; empty when it is there no more."""
    found = session.get(CommunityVoice, voice_id)
    if found is None:
        return ""
    flat = " ".join(found.words.split()) or "（言葉なし）"
    return flat if len(flat) <= IN_HEADING else f"{flat[:IN_HEADING]}…"


def name_warning(session: Session, voice_id: int) -> str:
    """A warning when a voice names a person of the store."""
    found = session.get(CommunityVoice, voice_id)
    names = names_in(session, f"{found.words}\n{found.note}") if found is not None else []
    if not names:
        return ""
    return (
        f"台帳にある人の名前と同じ言葉があります（{'、'.join(names)}）。だれのことか分からない書き方に直してください。"
    )


def issue_words(session: Session, voice_id: int) -> str:
    """What the button says about a voice with or without an issue."""
    found = session.get(CommunityVoice, voice_id)
    return "地域課題を見る" if found is not None and found.issue_id is not None else "地域課題にする"


def to_issue(session: Session, voice_id: int) -> Place:
    """Where the issue of a voice is; it is raised if there is none."""
    return Place(section="agencies", tab=ISSUES, record_id=raise_from_voice(session, voice_id).id)
