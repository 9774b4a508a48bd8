"""Every situation has its own words: what happened, what to do, what is safe; and no secret in what is logged."""

import errno
from string import Formatter

import pytest

from hokatsu_desktop.store import notices, refusals
from hokatsu_desktop.store.notices import NoticeKind, notice
from hokatsu_desktop.store.refusals import (
    Situation,
    StoreRefusal,
    refusal_for_os_error,
    refusal_for_sqlite_error,
    told_as_refusals,
)

BLANKS = {
    "pages",
    "number",
    "hint",
    "problem",
    "theirs",
    "ours",
    "machine",
    "reason",
    "found",
    "needed",
    "behind",
    "places",
}
FORBIDDEN = ("報告不要", "完全消去", "消去しました", "改ざん不可能", "安全です", "エラーコード", "DB", "データベース")


def filled(situation: Situation) -> StoreRefusal:
    return StoreRefusal(situation, **dict.fromkeys(BLANKS, "三つ。"))


@pytest.mark.parametrize("situation", list(Situation))
def test_each_situation_has_whole_sentences(situation: Situation) -> None:
    words = filled(situation).words
    assert words.endswith("。")
    assert words.count("。") >= 2
    assert "{" not in words
    assert not any(word in words for word in FORBIDDEN)


def test_no_two_situations_say_the_same() -> None:
    assert len({filled(situation).words for situation in Situation}) == len(Situation)


def test_blanks_in_the_words_are_known() -> None:
    used = {name for words in refusals._WORDS.values() for _text, name, _form, _conversion in Formatter().parse(words)}
    assert used - {None} == BLANKS


def test_the_log_line_names_only_the_situation() -> None:
    refusal = StoreRefusal(Situation.IN_USE_ELSEWHERE, machine="FUKUSHI-PC2")
    assert str(refusal) == "in_use_elsewhere"
    assert "FUKUSHI" not in repr(refusal)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_each_notice_has_whole_sentences(kind: NoticeKind) -> None:
    words = notice(kind, behind=3, before="g0001", on="きのう", package="HIKITSUGI").words
    assert words.endswith("。")
    assert "{" not in words


def test_only_a_doubtful_lineage_is_serious() -> None:
    serious = {
        kind
        for kind in NoticeKind
        if notice(kind, behind=3, before="g0001", on="きのう", package="HIKITSUGI").is_serious
    }
    assert serious == {NoticeKind.WENT_BACK, NoticeKind.FORKED}
    assert set(notices._WORDS) == set(NoticeKind)


@pytest.mark.parametrize(
    ("number", "situation"),
    [
        (errno.ENOSPC, Situation.DISK_FULL),
        (errno.EFBIG, Situation.DISK_FULL),
        (errno.EROFS, Situation.READ_ONLY),
        (errno.EACCES, Situation.READ_ONLY),
        (errno.EIO, Situation.DISK_TROUBLE),
    ],
)
def test_system_errors_have_words(number: int, situation: Situation) -> None:
    assert refusal_for_os_error(OSError(number, "x")).situation is situation


class FakeSqliteError(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "situation"),
    [
        ("SQLITE_FULL", Situation.DISK_FULL),
        ("SQLITE_IOERR_WRITE", Situation.DISK_TROUBLE),
        ("SQLITE_READONLY_DBMOVED", Situation.READ_ONLY),
        ("SQLITE_CANTOPEN", Situation.READ_ONLY),
        ("SQLITE_BUSY", Situation.IN_USE_HERE),
        ("SQLITE_CORRUPT_INDEX", Situation.DAMAGED_PAGES),
        ("SQLITE_NOTADB", Situation.FOREIGN_FILE),
        ("SQLITE_NOMEM", Situation.LITTLE_MEMORY),
    ],
)
def test_errors_of_the_encrypted_file_have_words(name: str, situation: Situation) -> None:
    refusal = refusal_for_sqlite_error(FakeSqliteError(name))
    assert refusal is not None
    assert refusal.situation is situation


@pytest.mark.parametrize("error", [FakeSqliteError("SQLITE_CONSTRAINT_UNIQUE"), FakeSqliteError(""), None, KeyError()])
def test_a_bug_is_not_told_as_a_trouble_of_the_disk(error: BaseException | None) -> None:
    assert refusal_for_sqlite_error(error) is None


def test_refusals_and_bugs_pass_through() -> None:
    for error in (StoreRefusal(Situation.NO_STORE), KeyError("x")):
        with pytest.raises(type(error)) as raised, told_as_refusals():
            raise error
        assert raised.value is error
    with pytest.raises(StoreRefusal) as refused, told_as_refusals():
        raise OSError(errno.ENOSPC, "x")
    assert refused.value.situation is Situation.DISK_FULL
