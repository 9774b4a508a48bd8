"""Fifty names, places and numbers of the practice town, each in a spelling that is easily overlooked."""

from dataclasses import dataclass

from hokatsu_desktop.models import Degree


@dataclass(frozen=True)
class Planted:
    """What may not be found on paper, and how it is written into it."""

    secret: str
    written: str
    anonymous_only: bool = False  # agencies and districts keep their names in letters

    def is_secret_in(self, degree: Degree) -> bool:
        return degree is Degree.ANONYMOUS or not self.anonymous_only


NAMES = (
    Planted("架空ハル", "架空ハル"),
    Planted("架空ハル", "架空　ﾊﾙ様"),
    Planted("架空ハル", "架\n空 ハルさん"),
    Planted("架空みのる", "架空\nみのるくん"),
    Planted("みのる", "母とみのるは"),
    Planted("みのる", "ﾐﾉﾙさん"),
    Planted("かくう", "かくうさん"),
    Planted("架空世帯", "架空世帯"),
    Planted("見本さちえ", "見本　サチエ"),
    Planted("さちえ", "長女さちえさん"),
    Planted("架空しょうさく", "架空しょうさく"),
    Planted("仮名つばさ", "仮名つばさ"),
    Planted("かりなつばさ", "ｶﾘﾅﾂﾊﾞｻ"),
    Planted("つばさ", "つばさちゃん"),
    Planted("仮名まもる", "仮名マモル氏"),
    Planted("仮名ことり", "仮名　ことり"),
    Planted("𠮷見本としお", "吉見本としお"),
    Planted("𠮷見本", "𠮷見本さん"),
    Planted("としお", "トシオは"),
    Planted("よしみほんかずお", "よしみほん かずお"),
    Planted("例山たかし", "水道課 例山 たかし係長"),
    Planted("例山", "例山さん"),
    Planted("試田", "例山・試田の2人"),
    Planted("髙例しのぶ", "高例　しのぶ保健師"),
    Planted("髙例", "保健センターの髙例さん"),
    Planted("例森なおき", "例森なおき"),
    Planted("濵例ちひろ", "浜例ちひろ"),
    Planted("模擬沢", "社協の模擬沢と"),
    Planted("何某よしえ", "民生委員の何某 よしえさん"),
    Planted("井上まこと", "井上まこと"),
    Planted("邉見本きく", "邊見本きく"),  # of a household that is not spoken of
    Planted("試森だいき", "試森 だいき"),
    Planted("練習坂", "練習坂さん"),
)
PLACES = (
    Planted("字川西12番地", "みどり町字川西１２番地"),
    Planted("川西12", "川西12の家"),
    Planted("字緑31", "字緑31番地"),
    Planted("みどり団地", "みどり団地の2号棟"),
    Planted("第二みどり荘", "第二みどり荘1号室"),
    Planted("二丁目5番", "二丁目5番10号"),
    Planted("すまいの糸", "居住支援法人 すまいの糸", anonymous_only=True),
    Planted("みどり駐在所", "みどり駐在所", anonymous_only=True),
    Planted("みどり出張所", "ハローワークみどり出張所", anonymous_only=True),
    Planted("花田小学校", "花田小学校", anonymous_only=True),
    Planted("川西の住民", "川西の住民", anonymous_only=True),
)
NUMBERS = (
    Planted("0155-00-1001", "０１５５－００－１００１"),
    Planted("00-1002", "00-1002"),
    Planted("09012345678", "090 1234\n5678"),
    Planted("080-1234", "〒０８０－１２３４"),
    Planted("haru@example.jp", "ｈａｒｕ@example.jp"),
    Planted("昭和19年5月3日", "昭和19年5月3日生"),
)
FIFTY = (*NAMES, *PLACES, *NUMBERS)
