"""The checks of a generation with its key at hand, each told in words: pages, structure, links, rows, papers, counts."""

from dataclasses import dataclass

from hokatsu_desktop.store.chain import emptied_links, first_broken_link, head_of
from hokatsu_desktop.store.connection import RawConnection, broken_structure, damaged_pages
from hokatsu_desktop.store.identity import chain_key_of
from hokatsu_desktop.store.keys import MasterKey
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.replay import papers_unlike_log, rows_unlike_log


@dataclass(frozen=True)
class Finding:
    """The result of one check, for a list on the screen and on paper."""

    check: str  # "size", "keys", "pages", "structure", "references", "chain", "rows", "papers", "counts", …
    passed: bool
    words: str


@dataclass(frozen=True)
class Verdict:
    """All findings of one look at a store or a backup."""

    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return all(finding.passed for finding in self.findings)

    @property
    def words(self) -> str:
        """One text for the user: the troubles, or that all is well."""
        troubles = [finding.words for finding in self.findings if not finding.passed]
        return "\n".join(troubles) or "すべての確認に通りました。"


def inspect_content(connection: RawConnection, master: MasterKey) -> list[Finding]:
    """The thorough checks of a freshly opened file: every page, structure, references, every link, counts."""
    pages = damaged_pages(connection)
    if pages:
        return [Finding("pages", False, StoreRefusal(Situation.DAMAGED_PAGES, pages=len(pages)).words)]
    if broken_structure(connection, thorough=True):
        return [_finding("structure", False, "", "台帳の組み立てに乱れがあります。")]
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [
        Finding("pages", True, "すべてのページを読めました。"),
        Finding("structure", True, "台帳の組み立てに乱れはありません。"),
        _finding(
            "references", not loose, "つながりの切れた行はありません。", f"つながりの切れた行が{len(loose)}あります。"
        ),
        *_log_findings(connection, master),
        Finding("counts", True, counts_in_words(connection)),
    ]


def counts_in_words(connection: RawConnection) -> str:
    """How much the store holds, in numbers that a person can compare."""
    (cases,) = connection.execute('SELECT count(*) FROM "case"').fetchone()
    return f"ケース{cases}件、変更の記録{head_of(connection).sequence}件。"


def _log_findings(connection: RawConnection, master: MasterKey) -> list[Finding]:
    """The rows are compared with the log only if the log itself is whole."""
    broken = first_broken_link(connection, chain_key_of(connection, master))
    if broken is not None:
        return [Finding("chain", False, StoreRefusal(Situation.CHAIN_BROKEN, number=broken).words)]
    wrong = rows_unlike_log(connection)
    emptied, told = emptied_links(connection)
    papers, changed = papers_unlike_log(connection)
    return [
        Finding("chain", True, "変更の記録は最初から最後までつながっています。"),
        _finding(
            "disposal",
            emptied == told,
            f"中身を廃棄した変更の記録は{emptied}件で、廃棄簿と合っています。"
            if emptied
            else "廃棄した記録はありません。",
            f"中身のない変更の記録が{emptied}件ありますが、廃棄簿では{told}件です。",
        ),
        _finding(
            "rows",
            not wrong,
            "台帳の中身は、変更の記録と合っています。",
            f"変更の記録と合わないところが{len(wrong)}件あります（保存が一部失われたおそれ）。",
        ),
        _finding(
            "papers",
            not changed,
            f"別紙とロゴ{papers}件は、付けたときのままです。" if papers else "別紙とロゴはありません。",
            f"付けたときとちがう別紙やロゴが{changed}件あります（保存が一部失われたおそれ）。",
        ),
    ]


def _finding(check: str, passed: bool, good: str, bad: str) -> Finding:
    return Finding(check, passed, good if passed else f"{bad}控えから復元するか、情報担当に知らせてください。")
