"""What the store says when it cannot do something: one situation, one Japanese text each."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Situation(StrEnum):
    """Why the store refused. A screen may offer its own next step for each."""

    MISSING_FOLDER = "missing_folder"
    NO_STORE = "no_store"
    NO_CURRENT = "no_current"
    MISSING_FILE = "missing_file"
    EMPTY_FILE = "empty_file"
    TRUNCATED = "truncated"
    FOREIGN_FILE = "foreign_file"
    OTHER_STORE = "other_store"
    DAMAGED_PAGES = "damaged_pages"
    CHAIN_BROKEN = "chain_broken"
    DAMAGED_AT_WORK = "damaged_at_work"
    NOTHING_TO_SALVAGE = "nothing_to_salvage"
    WRONG_PASSPHRASE = "wrong_passphrase"
    MISTYPED_CODE = "mistyped_code"
    WRONG_CODE = "wrong_code"
    WEAK_PASSPHRASE = "weak_passphrase"
    KEYS_DAMAGED = "keys_damaged"
    LAST_KEY = "last_key"
    NEWER_STORE = "newer_store"
    OLDER_STORE = "older_store"
    UPGRADE_FAILED = "upgrade_failed"
    IN_USE_HERE = "in_use_here"
    IN_USE_ELSEWHERE = "in_use_elsewhere"
    BAD_PLACE = "bad_place"
    ALREADY_THERE = "already_there"
    PRACTICE_STORE = "practice_store"
    REAL_STORE = "real_store"
    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    DISK_TROUBLE = "disk_trouble"
    LITTLE_MEMORY = "little_memory"
    BAD_BACKUP = "bad_backup"
    NO_NEW_BACKUP = "no_new_backup"
    NO_BACKUP_SINCE = "no_backup_since"
    NOT_BACKED_UP = "not_backed_up"
    BACKUP_PLACE = "backup_place"
    BACKUPS_AWAY = "backups_away"
    NO_BACKUPS = "no_backups"
    OLD_LIBRARY = "old_library"
    SEALED = "sealed"
    OLD_TO_LOOK = "old_to_look"
    NEEDS_CHIEF = "needs_chief"
    WRONG_PIN = "wrong_pin"
    QUICK_GONE = "quick_gone"
    NO_KEYRING = "no_keyring"
    QUICK_NEEDS_PASSPHRASE = "quick_needs_passphrase"
    MEDIUM_GONE = "medium_gone"
    MEDIUM_FULL = "medium_full"
    MEDIUM_READ_ONLY = "medium_read_only"
    MEDIUM_FILE_LIMIT = "medium_file_limit"
    MEDIUM_LIES = "medium_lies"
    MEDIUM_STOPS_EARLY = "medium_stops_early"
    MEDIUM_NOT_BACK = "medium_not_back"
    MEDIUM_IS_STORE = "medium_is_store"
    MEDIUM_SYNCED = "medium_synced"
    PACKAGE_THERE = "package_there"
    NO_PACKAGE = "no_package"
    PACKAGE_UNFINISHED = "package_unfinished"
    PACKAGE_DAMAGED = "package_damaged"
    PACKAGE_MIXED = "package_mixed"
    PACKAGE_UNPROVED = "package_unproved"
    PACKAGE_NEWER = "package_newer"
    MISTYPED_HANDOVER = "mistyped_handover"
    WRONG_HANDOVER = "wrong_handover"
    OTHER_LEDGER = "other_ledger"
    PACKAGE_SAME = "package_same"
    PACKAGE_BEHIND = "package_behind"
    PACKAGE_FORKED = "package_forked"


_WORDS = {
    Situation.MISSING_FOLDER: (
        "台帳のフォルダーが見つかりません。フォルダーを移した、または外付けの機器が外れていることがあります。"
        "場所を確かめてから、もう一度開いてください。新しい台帳は作っていません。"
    ),
    Situation.NO_STORE: (
        "このフォルダーには台帳がありません。台帳のあるフォルダーを選び直してください。"
        "初めて使うときは「新しく作る」を選びます。このフォルダーには何も作っていません。"
    ),
    Situation.NO_CURRENT: (
        "どの台帳を使うかの記録（CURRENT）が読めず、ひとつに決められませんでした。"
        "控えの一覧から、いちばん新しいものを選んで復元してください。台帳の中身には手を付けていません。"
    ),
    Situation.MISSING_FILE: (
        "台帳のファイル（store.db）がありません。ウイルス対策ソフトの隔離やごみ箱を確かめてください。"
        "見つからないときは、控えから復元できます。新しい台帳は作っていません。"
    ),
    Situation.EMPTY_FILE: (
        "台帳のファイルが空（0バイト）になっています。停電やディスクの満杯で起こることがあります。"
        "控えから復元してください。空の台帳として開くことはしません。"
    ),
    Situation.TRUNCATED: (
        "台帳のファイルが途中で切れています。コピーが終わる前に抜いた、ディスクがいっぱいになった、などが考えられます。"
        "控えから復元してください。このファイルには書き込んでいません。"
    ),
    Situation.FOREIGN_FILE: (
        "このファイルは、この鍵で作られたほうかつデスクの台帳ではありません（別のファイルが置かれたか、先頭が壊れています）。"
        "置きかえた覚えがなければ、控えから復元してください。ファイルはそのまま残しています。"
    ),
    Situation.OTHER_STORE: (
        "鍵のファイルと台帳のファイルが、別々の台帳のものです。ファイルを一つだけ移した可能性があります。"
        "フォルダーごと元の場所にもどすか、控えから復元してください。どちらも書きかえていません。"
    ),
    Situation.DAMAGED_PAGES: (
        "台帳のファイルに壊れたところがあります（{pages}か所）。まちがった内容を見せないため、開くのをやめました。"
        "読めるところを救い出すか、控えから復元してください。壊れたファイルは調べられるよう、そのまま残しています。"
    ),
    Situation.CHAIN_BROKEN: (
        "変更の記録のつながりが、{number}番目で合いません。あとから書きかえられたか、壊れたおそれがあります。"
        "この台帳には書き込まず、情報担当に知らせてください。控えは別に残っています。"
    ),
    Situation.DAMAGED_AT_WORK: (
        "台帳のファイルに壊れたところが見つかったので、これ以上書き込みません（見るだけになりました）。"
        "閉じて開き直すと、読めるところを救い出すか、控えに戻せます。前に保存したところまでは残っています。"
    ),
    Situation.NOTHING_TO_SALVAGE: (
        "台帳のファイルの先頭が壊れているか、形式がちがうため、ここからは救い出せません。"
        "控えから復元してください。壊れたファイルは調べられるよう、そのまま残しています。"
    ),
    Situation.WRONG_PASSPHRASE: (
        "合言葉がちがうようです。かな・漢字の変換、大文字と小文字（Caps Lock）、数字を確かめて、もう一度入れてください。"
        "何回まちがえても、台帳は消えません。"
    ),
    Situation.MISTYPED_CODE: (
        "復旧シートの番号に打ちまちがいがあります。{hint}復旧シートを見ながら直してください。何回まちがえても、台帳は消えません。"
    ),
    Situation.WRONG_CODE: (
        "番号の書き方は合っていますが、この台帳の復旧シートではないようです。"
        "新しい復旧シートが作られていないか、別の台帳のものでないか確かめてください。台帳はそのままです。"
    ),
    Situation.WEAK_PASSPHRASE: "{problem}台帳はまだ何も変わっていません。",
    Situation.KEYS_DAMAGED: (
        "鍵のファイル（store.keys）が、予備も含めて読めません。合言葉がちがうのではありません。"
        "控えのフォルダーにある鍵のファイルで開けます。控えから復元してください。台帳の中身はそのままです。"
    ),
    Situation.LAST_KEY: (
        "この鍵を外すと、台帳を開ける人か復旧シートがなくなります。先に別の職員の合言葉を加えてください。鍵は変わっていません。"
    ),
    Situation.NEWER_STORE: (
        "この台帳は、新しい版のほうかつデスクで使われたものです（台帳の形式 {theirs}、この版が読める形式 {ours}）。"
        "新しい版を入れてから開いてください。台帳には1文字も書き込んでいません。"
    ),
    Situation.OLDER_STORE: (
        "この台帳は形式が古すぎて（形式 {theirs}）、この版では直接開けません。"
        "ひとつ前の版のほうかつデスクで一度開いてから、もう一度お試しください。台帳はそのままです。"
    ),
    Situation.UPGRADE_FAILED: (
        "台帳を新しい形式に移せませんでした。元の台帳はそのまま残っていて、今までの版で開けます。"
        "空き容量を確かめて、もう一度お試しください。続くときは情報担当に知らせてください。"
    ),
    Situation.IN_USE_HERE: (
        "この台帳は、このパソコンでもう開いています。開いているほうかつデスクの画面に切りかえてください。"
        "ふたつ同時には開けません。入力したものはそのままです。"
    ),
    Situation.IN_USE_ELSEWHERE: (
        "この台帳は、別のパソコン「{machine}」で開いたままになっています。そのパソコンで閉じてから、もう一度開いてください。"
        "そのパソコンがもう使われていないことが確かなときだけ、「こちらで開く」を選べます。台帳はそのままです。"
    ),
    Situation.BAD_PLACE: "{problem}台帳は何も変わっていません。",
    Situation.ALREADY_THERE: (
        "このフォルダーには、もう台帳があります。上書きはしません。"
        "その台帳を開くか、別の空のフォルダーを選んでください。今ある台帳はそのままです。"
    ),
    Situation.PRACTICE_STORE: (
        "これは練習用の台帳です。本番の台帳としては開けません。"
        "本番の台帳のフォルダーを選ぶか、「練習用を開く」から開いてください。どちらの台帳もそのままです。"
    ),
    Situation.REAL_STORE: (
        "これは本番の台帳です。練習用としては開けません。"
        "「練習用を作る」で、別のフォルダーに練習用の台帳を作れます。本番の台帳はそのままです。"
    ),
    Situation.DISK_FULL: (
        "ディスクの空きが足りず、保存できませんでした。いらないファイルを片づけてから、もう一度保存してください。"
        "前に保存したところまでは、台帳に残っています。"
    ),
    Situation.READ_ONLY: (
        "この場所には書き込めません（読み取り専用、または書き込む権限がありません）。"
        "フォルダーの権限を確かめるか、情報担当に知らせてください。台帳の中身はそのままです。"
    ),
    Situation.DISK_TROUBLE: (
        "ディスクの読み書きでエラーが起きました。いまの操作が保存できたか分からないので、画面を開き直して確かめてください。"
        "続くときは、控えを別の場所にとり、情報担当に知らせてください。前に保存したところまでは残っています。"
    ),
    Situation.LITTLE_MEMORY: (
        "メモリーが足りず、鍵を開けられませんでした。ほかのソフトを閉じてから、もう一度お試しください。台帳はそのままです。"
    ),
    Situation.BAD_BACKUP: (
        "この控えは確認に通りませんでした（{reason}）。ほかの日付の控えを選んでください。いま使っている台帳はそのままです。"
    ),
    Situation.NO_NEW_BACKUP: (
        "新しい鍵の控えがまだありません。先に「いま控えを作る」を押してください。古い控えは、まだ捨てていません。"
    ),
    Situation.NO_BACKUP_SINCE: (
        "廃棄のあとの控えがまだありません。先に「いま控えを作る」を押してください。前の控えは、まだ捨てていません。"
    ),
    Situation.NOT_BACKED_UP: (
        "このパソコンの台帳に、控えをとっていない変更があります。先にこの台帳を開き、鍵をかけてください（そのとき控えができます）。"
        "開けないときは、別のフォルダーに受け取れます。何も取り込んでいません。台帳はそのままです。"
    ),
    Situation.BACKUP_PLACE: (
        "この場所は、控えの2つ目の置き場所にできません（{reason}）。別のフォルダーを選んでください。"
        "このパソコンの中の控えはそのままです。"
    ),
    Situation.BACKUPS_AWAY: (
        "控えのあるフォルダーが見つからないか、読めません。媒体を差し直すか、共有フォルダーにつながっているかを確かめてください。"
        "何も作っていません。"
    ),
    Situation.NO_BACKUPS: (
        "このフォルダーには控えがありません。名前が日付と時刻のフォルダーか、それが並んでいるフォルダーを選んでください。"
        "引継ぎパッケージは、「引継ぎを受け取る」で開きます。何も作っていません。"
    ),
    Situation.OLD_LIBRARY: (
        "台帳を読み書きする部品が古いため、開くのをやめました（{found}）。"
        "ほうかつデスクを入れ直してください。台帳はそのままです。"
    ),
    Situation.SEALED: (
        "この台帳は引き継いだので、封をしてあります。見ることはできますが、書きかえはできません。"
        "続きは、引継ぎを受けた方の台帳に書いてください。この台帳の中身はそのままです。"
    ),
    Situation.MEDIUM_GONE: (
        "書き込む先（USBメモリーや共有フォルダー）が見つからないか、途中で読み書きできなくなりました。"
        "差し直して、もう一度書き出してください。途中までのものは引継ぎには使えません。台帳はそのままです。"
    ),
    Situation.MEDIUM_FULL: (
        "書き込む先の空きが足りません（{needed}MB必要です）。いらないものを片づけるか、大きい媒体に替えてください。"
        "途中までのものは残していません。台帳はそのままです。"
    ),
    Situation.MEDIUM_READ_ONLY: (
        "書き込む先が、書き込めないようになっています（書き込み禁止のスイッチ、または権限）。"
        "スイッチを切りかえるか、別の媒体を使ってください。何も書いていません。台帳はそのままです。"
    ),
    Situation.MEDIUM_FILE_LIMIT: (
        "この媒体の形式（FAT32）には、4GB以上のファイルを置けません。exFATかNTFSの形式の媒体を使ってください。"
        "途中までのものは残していません。台帳はそのままです。"
    ),
    Situation.MEDIUM_LIES: (
        "書いたものと、差し直して読んだものがちがいます。媒体が壊れているか、容量を偽った媒体です。"
        "この媒体はもう使わず、別の媒体に書き出してください。台帳はそのままです。"
    ),
    Situation.MEDIUM_STOPS_EARLY: (
        "空きがあるはずなのに、途中で書けなくなりました。媒体が壊れているか、容量を偽った媒体です。"
        "この媒体はもう使わず、別の媒体に書き出してください。途中までのものは残していません。台帳はそのままです。"
    ),
    Situation.MEDIUM_NOT_BACK: (
        "書き出した引継ぎパッケージが見つかりません。媒体を差し直すか共有フォルダーを開き直して、もう一度読み直してください。"
        "中身は、まだ確かめていません。台帳はそのままです。"
    ),
    Situation.MEDIUM_IS_STORE: (
        "ここは台帳や控えのあるフォルダーです。引継ぎパッケージは、USBメモリーや庁内の共有フォルダーに書き出します。"
        "別の場所を選んでください。何も書いていません。"
    ),
    Situation.MEDIUM_SYNCED: (
        "ここは{found}が外部と同期するフォルダーです。引継ぎパッケージが庁外に出てしまいます。"
        "USBメモリーか庁内の共有フォルダーを選んでください。何も書いていません。"
    ),
    Situation.PACKAGE_THERE: (
        "ここには、もう引継ぎパッケージがあります。上書きはしません。"
        "ひとつ上のフォルダーを選んでください。今あるパッケージはそのままです。"
    ),
    Situation.NO_PACKAGE: (
        "このフォルダーには引継ぎパッケージがありません。名前が HIKITSUGI で始まるフォルダーを選んでください。"
        "何も取り込んでいません。"
    ),
    Situation.PACKAGE_UNFINISHED: (
        "この引継ぎパッケージは、書き込みの途中で終わっています（途中で抜いた、電源が切れた、など）。"
        "前の担当の方に、もう一度書き出してもらってください。何も取り込んでいません。"
    ),
    Situation.PACKAGE_DAMAGED: (
        "この引継ぎパッケージは壊れています（{places}か所：{found}）。2つ目の媒体か共有フォルダーに同じものがあれば、"
        "それを使ってください。なければ、別の媒体にもう一度書き出してもらってください。何も取り込んでいません。"
    ),
    Situation.PACKAGE_MIXED: (
        "別の引継ぎパッケージのファイルがまじっています（{found}）。ファイルを一つずつ写した可能性があります。"
        "フォルダーごと写し直してください。何も取り込んでいません。"
    ),
    Situation.PACKAGE_UNPROVED: (
        "この引継ぎパッケージは、中身の検証に通りませんでした（{found}）。だれかが書きかえたおそれがあります。"
        "使わずに、前の担当の方と情報担当に知らせてください。何も取り込んでいません。"
    ),
    Situation.PACKAGE_NEWER: (
        "この引継ぎパッケージは、新しい版のほうかつデスクで作られています（形式 {theirs}、この版が読める形式 {ours}）。"
        "新しい版を入れてから受け取ってください。パッケージには1文字も書き込んでいません。"
    ),
    Situation.MISTYPED_HANDOVER: (
        "引継ぎコードに打ちまちがいがあります。{hint}コードの紙を見ながら直してください。何回まちがえても、何も消えません。"
    ),
    Situation.WRONG_HANDOVER: (
        "コードの書き方は合っていますが、このパッケージのものではありません。"
        "コードの紙にあるパッケージの名前と、フォルダーの名前をくらべてください。何回まちがえても、何も消えません。"
    ),
    Situation.OTHER_LEDGER: (
        "このフォルダーには、別の台帳があります。引き継ぐ台帳とまぜることはできません。"
        "空のフォルダーを選んでください。どちらの台帳もそのままです。"
    ),
    Situation.PACKAGE_SAME: (
        "この引継ぎパッケージの中身は、このパソコンの台帳と同じです。取り込むものはありません。台帳はそのままです。"
    ),
    Situation.PACKAGE_BEHIND: (
        "この引継ぎパッケージは、変更の記録がこのパソコンの台帳より{behind}件少ないので、取り込みません。"
        "古い控えか、途中から別々に書かれたものです。新しいパッケージがないか確かめるか、このパソコンの台帳を開き、"
        "「引継ぎ」の「パッケージとくらべる…」でくらべてください。どちらもそのままです。"
    ),
    Situation.OLD_TO_LOOK: (
        "この台帳は前の形式なので、見るだけでは開けません。フォルダーごとこのパソコンの中に移してから開いてください。"
        "台帳には1文字も書き込んでいません。"
    ),
    Situation.NEEDS_CHIEF: (
        "この場所の台帳を見るのは、所属長だけができます。所属長に、ご自分の合言葉で開いてもらってください。"
        "台帳には1文字も書き込んでいません。"
    ),
    Situation.WRONG_PIN: ("短い番号がちがうようです。台帳は消えません。"),
    Situation.QUICK_GONE: "短い番号で開ける時間が終わりました。合言葉で開いてください。台帳はそのままです。",
    Situation.NO_KEYRING: (
        "このパソコンでは、短い番号を安全にしまう場所（Windowsの資格情報マネージャーなど）が使えません。"
        "これまでどおり合言葉で開いてください。何も変わっていません。"
    ),
    Situation.QUICK_NEEDS_PASSPHRASE: (
        "復旧シートで開いたあいだは、短い番号を決められません。鍵をかけて、ご自分の合言葉で開いてから決めてください。何も変わっていません。"
    ),
    Situation.PACKAGE_FORKED: (
        "この引継ぎパッケージとこのパソコンの台帳は、途中から別々に書かれています（{found}）。自動でまとめることはしません。"
        "このパソコンの台帳を開き、「引継ぎ」の「パッケージとくらべる…」で左右に並べて見て、どちらを続けるか所属長と決めてください。どちらもそのままです。"
    ),
}


class StoreRefusal(Exception):
    """An expected no of the store. `.words` is for the screen; str() names only the situation, for logs."""

    def __init__(self, situation: Situation, **facts: str | int) -> None:
        super().__init__(situation.value)
        self.situation = situation
        self.facts = facts
        self.words = _WORDS[situation].format(**facts)


_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOT_ALLOWED = {errno.EROFS, errno.EACCES, errno.EPERM}


def refusal_for_os_error(error: OSError) -> StoreRefusal:
    """The refusal that tells the user about a failed file operation."""
    if error.errno in _FULL:
        return StoreRefusal(Situation.DISK_FULL)
    if error.errno in _NOT_ALLOWED:
        return StoreRefusal(Situation.READ_ONLY)
    return StoreRefusal(Situation.DISK_TROUBLE)


_BY_SQLITE_NAME = {
    "SQLITE_FULL": Situation.DISK_FULL,
    "SQLITE_READONLY": Situation.READ_ONLY,
    "SQLITE_PERM": Situation.READ_ONLY,
    "SQLITE_CANTOPEN": Situation.READ_ONLY,
    "SQLITE_IOERR": Situation.DISK_TROUBLE,
    "SQLITE_BUSY": Situation.IN_USE_HERE,
    "SQLITE_LOCKED": Situation.IN_USE_HERE,
    "SQLITE_NOMEM": Situation.LITTLE_MEMORY,
    "SQLITE_NOTADB": Situation.FOREIGN_FILE,
}


def refusal_for_sqlite_error(error: BaseException | None) -> StoreRefusal | None:
    """The refusal for an error of the encrypted file, or None if it is a bug of ours (for example a broken rule).

    Takes the error of the library itself or SQLAlchemy's wrapping of it.
    """
    name = str(getattr(getattr(error, "orig", None) or error, "sqlite_errorname", ""))
    if name.startswith("SQLITE_CORRUPT"):
        return StoreRefusal(Situation.DAMAGED_PAGES, pages=1)
    for prefix, situation in _BY_SQLITE_NAME.items():
        if name == prefix or name.startswith(prefix + "_"):
            return StoreRefusal(situation)
    return None


@contextmanager
def told_as_refusals() -> Iterator[None]:
    """Inside the block, troubles of the disk and of the encrypted file become refusals; other errors pass."""
    try:
        yield
    except OSError as error:
        raise refusal_for_os_error(error) from error
    except Exception as error:
        if refusal := refusal_for_sqlite_error(error):
            raise refusal from error
        raise
