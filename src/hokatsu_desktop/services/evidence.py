"""情報担当への説明資料: what the program does and does not do, by which means, and what it does not protect."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import Answers, Row
from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Section, Sheet, Subject

TITLE = "ほうかつデスク　情報担当への説明資料"

Line = tuple[str, str]


@dataclass(frozen=True)
class EvidenceFacts:
    """What is read from this PC and this program when the paper is made."""

    version: str
    libraries: Sequence[Line]  # name and version, licence
    places: Sequence[Line]  # what, and where on this PC
    key_derivation: str  # parameters in words
    sqlite: str
    sqlcipher: str
    lock_minutes: int
    days: int  # how many days, weeks and months of backups are kept
    weeks: int
    months: int
    newest_backup: str
    restore_rehearsal: str
    staff: int
    by_two: Sequence[str]  # what nobody does alone
    not_protected: Sequence[str] = field(default_factory=tuple)


def evidence_paper(facts: EvidenceFacts) -> Paper:
    """The whole paper, ready to be printed."""
    chapters = _chapters(facts)
    sections = tuple(_section(number, title) for number, (title, _lines) in enumerate(chapters, 1))
    answers: Answers = {f"chapter_{number}": _rows(lines) for number, (_title, lines) in enumerate(chapters, 1)}
    sheet = Sheet(
        key="evidence_pack",
        title=TITLE,
        short_title="説明資料",
        subject=Subject.OFFICE,
        sections=sections,
        handling="庁内限り",
        note="このパソコンで作った日の様子です。世帯や本人の名前は入っていません。",
    )
    return Paper(sheet, answers)


def _section(number: int, title: str) -> Section:
    columns = (
        Column(key="item", label="項目", kind=Kind.LINES, width=3, shown_only=True),
        Column(key="words", label="内容", kind=Kind.LINES, width=9, shown_only=True),
    )
    blank = Blank(key=f"chapter_{number}", label=title, kind=Kind.ROWS, columns=columns, shown_only=True)
    return Section(key=f"part_{number}", title=f"{number}. {title}", blanks=(blank,))


def _rows(lines: Sequence[Line]) -> list[Row]:
    return [{"item": item, "words": words} for item, words in lines]


def _chapters(facts: EvidenceFacts) -> list[tuple[str, Sequence[Line]]]:
    return [
        ("何をするソフトで、何をしないか", _WHAT),
        ("情報の流れ", _FLOW),
        ("暗号と鍵", _ciphers(facts)),
        ("記録と、変えられたことの見つけ方", _LOG),
        ("このパソコンのどこに何があるか", facts.places),
        ("控えと保存", _backups(facts)),
        ("鍵と職員の今", _today(facts)),
        ("守れないもの", [(str(number), words) for number, words in enumerate(facts.not_protected, 1)]),
        ("このソフトなしで開く方法", _STOCK_TOOLS),
        ("更新と、困ったとき", _updates(facts)),
        ("使っている部品と利用条件", facts.libraries),
    ]


_WHAT: Sequence[Line] = (
    ("すること", "支援の記録を、1台のパソコンの中の暗号化したファイルに書き、様式を印刷し、次の担当へ引き継ぎます。"),
    (
        "しないこと",
        (
            "ネットワークにつなぎません（インターネットにも庁内網にも、接続も待ち受けもしません）。利用状況や障害の報告を外に送りません。"
            "自動で更新しません。管理者の権限を使いません。マクロを動かしません。"
        ),
    ),
    (
        "二重起動の見張り",
        (
            "同じパソコンの中で二つ目の起動を見分けるため、その利用者だけのローカルソケット（Windowsでは名前付きパイプ）を一つ使います。"
            "ほかのパソコンからは届きません。"
        ),
    ),
    ("共有フォルダー", "控えの2つ目の置き場所と引継ぎに、職員が選んだときだけ、OSのファイル共有として読み書きします。"),
    ("個人番号", "マイナンバーを書く欄はありません。"),
)
_FLOW: Sequence[Line] = (
    (
        "入るもの",
        "職員が画面で打った文字。ほかの機関の紙（PDF、写真）を選んで取り込んだもの。前の担当の引継ぎパッケージ。",
    ),
    (
        "出るもの",
        (
            "プリンターへの印刷。職員が選んで保存したPDF・Excel・Word・CSV（暗号化されません。PDFだけはパスワードを付けられます）。"
            "引継ぎパッケージと控え（どちらも暗号化）。どれも、だれがいつ出したかが記録に残ります。"
        ),
    ),
    ("渡す相手", "印刷の前に渡す相手を選ぶと、同意や法律の定めで渡してよいかを示し、わけを記録します。"),
)
_LOG: Sequence[Line] = (
    (
        "変更の記録",
        "だれが、いつ、何をしたかを、書き足すだけの表に残します。前の値とあとの値、印刷と書き出し、ケースを開いたこと（人とケースごとに、その日のはじめの1回）も残ります。",
    ),
    (
        "つながり",
        (
            "1件ごとにHMAC-SHA256を前の1件とつなげています。途中の1件を変えると、そこから先が合わなくなり、確かめたときに見つかります。"
            "合言葉を知る人が全部を作り直すことまでは防げません。紙の下の12けたの数字と、ほかの控えが手がかりになります。"
        ),
    ),
    ("巻き戻し", "最後の1件の印を台帳の外にも置き、古いファイルに差し替えられると、開くときに知らせます。"),
)
_STOCK_TOOLS: Sequence[Line] = (
    (
        "手順",
        (
            "鍵の形、式、試し用の値を、プログラムと一緒に入る store-format.md に書いています。Argon2id と AES-256-GCM の読める言語と、"
            "SQLCipher 4 の読める道具（sqlcipher コマンド、DB Browser for SQLCipher など）があれば、合言葉か復旧シートの数字で開けます。"
        ),
    ),
    ("確かめ方", "この手順だけで書いた別のプログラムで、台帳と引継ぎパッケージを開く試験を、版ごとに行っています。"),
)


def _ciphers(facts: EvidenceFacts) -> Sequence[Line]:
    return (
        (
            "台帳のファイル",
            f"SQLCipher {facts.sqlcipher}（SQLite {facts.sqlite}）：AES-256-CBC、ページごとにHMAC-SHA512。",
        ),
        (
            "台帳の鍵",
            "256ビットの乱数を一つ作り、HKDF-SHA256で用途ごとの鍵に分けます（台帳、説明ファイル、記録、印）。",
        ),
        (
            "合言葉",
            f"職員ごと。{facts.key_derivation}で鍵にし、AES-256-GCMで台帳の鍵を包みます。合言葉そのものは残しません。",
        ),
        (
            "復旧シート",
            "128ビットの乱数を数字で紙に印刷します。打ちまちがいは検査の数字で分かります。半年ごとに確かめます。",
        ),
        (
            "引継ぎパッケージ",
            "パッケージごとに別の鍵にします。職員の合言葉では開きません。128ビットの引継ぎコードを紙で、別の道で届けます。",
        ),
        ("部品", "暗号は自作していません。SQLCipher（OpenSSL）と、Pythonのcryptography（OpenSSL）を使います。"),
    )


def _backups(facts: EvidenceFacts) -> Sequence[Line]:
    return (
        (
            "控え",
            (
                f"鍵をかけるときと終わるときに、変わっていれば作ります。作るたびに開いて確かめ、週に一度、一つを抜き取って確かめ直します。"
                f"{facts.days}日分、{facts.weeks}週分、{facts.months}か月分を残し、ほかは消します。"
            ),
        ),
        ("いちばん新しい控え", facts.newest_backup),
        ("復元訓練", facts.restore_rehearsal),
        (
            "記録の保存と廃棄",
            (
                "保存年限は町の文書管理規程に合わせてケースごとに決めます。廃棄は二人で行い、台帳、検索、変更の記録から取り除き、廃棄簿を印刷します。"
                "SSDやUSBメモリーの中に残る断片まで消えたとは言えません。鍵を捨てることと、媒体の破壊を合わせて行ってください。"
            ),
        ),
    )


def _today(facts: EvidenceFacts) -> Sequence[Line]:
    return (
        ("合言葉を持つ職員", f"{facts.staff}人"),
        ("鍵がかかるまで", f"さわらずに{facts.lock_minutes}分。休止、画面の鍵、Ctrl+Shift+L でもかかります。"),
        ("鍵をかけると", "台帳の鍵を持っていたプロセスが終わり、別のプロセスが合言葉の画面を出します。"),
        ("二人で行うこと", "、".join(facts.by_two)),
    )


def _updates(facts: EvidenceFacts) -> Sequence[Line]:
    return (
        ("いまの版", facts.version),
        (
            "更新の届き方",
            "インストーラーのファイルで届きます。情報担当が出どころとハッシュ値を確かめてから、手で入れます。",
        ),
        (
            "台帳の形が変わるとき",
            "写しの上で新しい形にし、確かめてから切りかえます。元の台帳は残り、前の版でも開けます。",
        ),
        (
            "壊れたとき",
            (
                "壊れたファイルには書き込まず、読めるところを新しい台帳に救い出すか、控えに戻します。"
                "開けない台帳のときだけは、一人でも、合言葉か復旧シートの数字でできます。"
            ),
        ),
        ("なくしたとき", "鍵がかかったままでも「紛失時の記録」を一枚で印刷できます。報告が要るかは町が決めます。"),
    )
