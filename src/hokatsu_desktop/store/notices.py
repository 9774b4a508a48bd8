"""What the store tells after it has opened: something was healed, or looks older than it should."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """What was noticed while opening."""

    KEYS_HEALED = "keys_healed"
    KEYS_COPY_HEALED = "keys_copy_healed"
    MANIFEST_HEALED = "manifest_healed"
    CURRENT_HEALED = "current_healed"
    ANCHOR_MISSING = "anchor_missing"
    WENT_BACK = "went_back"
    FORKED = "forked"
    UPGRADED = "upgraded"
    TAKEN_OVER = "taken_over"
    SEALED = "sealed"
    ONLY_LOOKING = "only_looking"


_WORDS = {
    NoticeKind.KEYS_HEALED: "鍵のファイルが読めなかったので、予備から直しました。台帳の中身は変わっていません。",
    NoticeKind.KEYS_COPY_HEALED: "鍵のファイルの予備が古いか読めなかったので、作り直しました。台帳の中身は変わっていません。",
    NoticeKind.MANIFEST_HEALED: (
        "台帳の説明ファイル（manifest.json）が読めなかったので、作り直しました。台帳の中身は変わっていません。"
    ),
    NoticeKind.CURRENT_HEALED: (
        "どの台帳を使うかの記録（CURRENT）が読めなかったので、前回使った台帳から作り直しました。台帳の中身は変わっていません。"
    ),
    NoticeKind.ANCHOR_MISSING: (
        "前回どこまで記録したかの印が見つかりません。いまの台帳から新しく付けました。"
        "覚えのある最後の記録があるか、確かめてください。"
    ),
    NoticeKind.WENT_BACK: (
        "台帳が以前の状態に戻っています（このパソコンで最後に見たときより、変更の記録が{behind}件少ない）。"
        "古い控えを戻した覚えがなければ、入力を始める前に情報担当に知らせてください。"
    ),
    NoticeKind.FORKED: (
        "台帳の変更の記録が、このパソコンで最後に見たものと途中から分かれています。"
        "別のパソコンで続きを入力した台帳かもしれません。入力を始める前に、どちらを使うか決めてください。"
    ),
    NoticeKind.UPGRADED: "台帳を新しい形式に移しました。移す前の台帳は {before} に残っています。",
    NoticeKind.SEALED: (
        "この台帳は{on}に引き継ぎ、封をしてあります（パッケージ {package}）。見ることはできますが、書きかえはできません。"
        "続きは、引継ぎを受けた方の台帳に書いてください。"
    ),
    NoticeKind.ONLY_LOOKING: (
        "安全に書ける場所ではないので、見るだけで開きました。書きかえと、印刷の記録はできません。"
        "続けて使うときは、閉じてから、フォルダーごとこのパソコンの中に移してください。"
    ),
    NoticeKind.TAKEN_OVER: "別のパソコンで開いたままの印を消して、こちらで開きました。",
}

_SERIOUS = {NoticeKind.WENT_BACK, NoticeKind.FORKED}


@dataclass(frozen=True)
class Notice:
    """One thing to tell the user after opening. Serious ones must be answered before work starts."""

    kind: NoticeKind
    words: str

    @property
    def is_serious(self) -> bool:
        """Whether the store may not be what the user believes it to be."""
        return self.kind in _SERIOUS


def notice(kind: NoticeKind, **facts: str | int) -> Notice:
    """A notice with its words filled in."""
    return Notice(kind, _WORDS[kind].format(**facts))
