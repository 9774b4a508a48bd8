"""Writing notes and finding people: steps of the work, by keyboard."""

from sqlalchemy import select

from hokatsu_desktop.models import Note
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.receiving import PHONE
from tests.end_to_end.workplace import WorkPlace

NOTE = {
    "facts": ("げんかんさきではなした", "玄関先で10分話した"),
    "own_words": ("もうすこしがんばる", "もう少しがんばる"),
    "third_party": ("よるもでんきがついている", "夜も電気がついている"),
    "third_party_source": ("となりのかた", "隣の方"),
    "staff_view": ("つかれがみえる", "疲れが見える"),
    "small_change": ("へんじがあった", "返事があった"),
}
FINDS = (
    ("た", "髙橋世帯"),
    ("高", "髙橋世帯"),
    ("髙橋", "髙橋世帯"),
    ("高橋 一郎", "髙橋世帯"),
    ("タカハシ", "髙橋世帯"),
    ("ﾀｶﾊｼ", "髙橋世帯"),
    ("R8-002", "髙橋世帯"),
    ("ｒ８－００２", "髙橋世帯"),
    ("ﾔﾏﾀﾞ ﾊﾅ", "山田世帯"),
    ("やまだ", "山田世帯"),
    ("ヤマダ", "山田世帯"),
    ("山", "山田世帯"),
    (PHONE, "山田世帯"),
    ("０５５５１２３４", "山田世帯"),
    ("3456", "山田世帯"),
    ("川べ", "川べりの方"),
)


def a_note_from_anywhere_keeps_four_kinds_of_knowledge_apart(clerk: Clerk, place: WorkPlace) -> None:
    """Step 7: Ctrl+J on きょう asks for the case while its name is being composed; a small change is marked."""
    clerk.press("Ctrl+1")
    clerk.press("Ctrl+J")
    clerk.wait_to_be_at("探す")
    clerk.compose("やまだはな")
    clerk.wait_to_see("山田世帯　R8-001")
    clerk.commit("やまだはな")
    clerk.enter()
    clerk.wait_to_be_at("電話")
    clerk.press("3")
    clerk.wait_to_be_at("事実")
    for name in ("facts", "own_words", "third_party", "third_party_source", "staff_view"):
        assert f"[{name}]" in clerk.where()
        clerk.type_kana(*NOTE[name])
        clerk.tab()
    assert "小さな変化があった" in clerk.where()
    clerk.press("Space")
    clerk.tab()
    clerk.type_kana(*NOTE["small_change"])
    clerk.press("Ctrl+Enter")
    clerk.wait_to_see("経過を書きました。")
    with place.stored() as session:
        note = session.scalars(select(Note).order_by(Note.id.desc())).first()
    assert note is not None
    assert {name: getattr(note, name) for name in NOTE} == {name: words for name, (_, words) in NOTE.items()}
    assert (note.mode, note.is_small_change, note.is_draft) == ("home_visit", True, False)


def an_everyday_note_takes_a_shortcut_one_key_the_words_and_a_shortcut(clerk: Clerk, place: WorkPlace) -> None:
    """Step 7 again: in an open case."""
    open_by(clerk, "やまだ")
    with clerk.counting("W8 経過"):
        clerk.press("Ctrl+J")
        clerk.press("1")
        clerk.type_words(("でんわにでた", "電話に出た"))
        clerk.press("Ctrl+Enter")
    clerk.wait_to_see("経過を書きました。")


def anybody_is_found_by_any_part_in_any_width(clerk: Clerk, place: WorkPlace) -> None:
    """Step 8: 1, 2 or more letters of name, reading, case number or phone; 髙 is 高."""
    for typed, household in FINDS:
        clerk.press("Ctrl+K")
        clerk.wait_to_be_at("探す")
        clerk.commit(typed)
        assert household in first_found(clerk), f"{typed}: {clerk.shown()}"
        clerk.press("Esc")
        clerk.wait_until(lambda: "探す" not in clerk.where(), "the search to close")
    open_by(clerk, "たか")
    assert "髙橋世帯" in clerk.shown()
    assert "R8-002" in clerk.shown()


def open_by(clerk: Clerk, reading: str) -> None:
    """Ctrl+K, a reading that is still being composed, Enter twice: for the input method and for the case."""
    clerk.press("Ctrl+K")
    clerk.wait_to_be_at("探す")
    clerk.type_kana(reading)
    clerk.enter()
    clerk.wait_until(lambda: "探す" not in clerk.where(), "the case to open")


def first_found(clerk: Clerk) -> str:
    """The first row that the search shows."""
    lines = clerk.shown().splitlines()
    return next((line for line in lines if line.endswith("ケース")), "")
