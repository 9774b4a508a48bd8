"""What may still tell who is meant after names gave way: words to look at before the paper leaves the house."""

import re
from collections.abc import Iterator

from hokatsu_desktop.models import Degree
from hokatsu_desktop.sheets.definition import Blank, Sheet

_WORD = "[\u3005-\u3007\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff\uf900-\ufaffA-Za-zＡ-Ｚａ-ｚ\U00020000-\U0003ffff]"
_KANJI_OR_KATAKANA = "[\u3005-\u3007\u30a1-\u30fe\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
_NAMED = re.compile(
    f"(?P<name>{_KANJI_OR_KATAKANA}{{1,8}}|(?<![\u3041-\u3096])[\u3041-\u3096]{{2,4}})(?P<title>さん(?![でだ])|さま|様(?![子々式])|氏(?!名)|くん|ちゃん|先生)"
)
_NOBODYS_NAME = re.compile(
    "(?:.*(?:父|母|兄|姉|弟|妹|息子|娘|嫁|婿|夫|妻|奥|孫|祖父|祖母|子|親|男|女|本人|家族|大家|隣|近所|住民|住人|農家|職員|相談員|支援員|保健師|看護師|主治医|"
    "医者|医師|委員|区長|店員|店長|会長|社長|役場|課|係|係長|課長|所長|機関|みな|皆|お客|患者|利用者|業者|世話役|管理人|係の人|担任|学校|保育|同僚|友人|先輩|後輩|仲間|"
    "方|者|人|[A-Z]{1,2})|みな|お母|お父|おば|おじ|おばあ|おじい|ばあ|じい|お子|赤|たく|どなた|どちら|ひと|なん|へん|お医者|ごち|ケアマネ|ヘルパー|ワーカー)"
)
_FIRM = re.compile(
    f"{_WORD}{{1,10}}(?:小学校|中学校|高等学校|高校|病院|医院|クリニック|診療所|保育園|幼稚園|こども園|商店|株式会社|有限会社|工場|農場)"
    f"|(?:株式会社|有限会社|㈱|㈲)(?:{_KANJI_OR_KATAKANA}{{1,10}}|[\u3041-\u3096]{{2,6}}?(?=[でにをがはのへも、。」）]|$))"
)
_PLAIN_FIRM = re.compile(
    "(?:.*(?:[のはがをにでとも、いたる]|町外|町内|市内|市外|隣町|総合|精神科|内科|外科|小児科|歯科|眼科|別|他|同|専門|救急|通院|入院|退院|受診|転院|紹介|学校・)|小)"
    "(?:小学校|中学校|高等学校|高校|病院|医院|クリニック|診療所|保育園|幼稚園|こども園|商店|工場|農場)"
)
_HIRAGANA_NAME = re.compile(
    "[\u3041-\u3096]{2,4}(?<![のたるい])(?![\u3041-\u3096])"
)  # みなも高校: no particle behind a word
_PLACE = re.compile(f"(?:大字|字){_KANJI_OR_KATAKANA}{{1,5}}")
_LONG_NUMBER = re.compile("[0-9０-９](?:[-－‐ー ]?[0-9０-９]){5,}")
_ILLNESS = re.compile(
    "統合失調症|双極性障害|躁うつ病|発達障害|自閉症|知的障害|高次脳機能障害|若年性認知症|パーキンソン病|筋萎縮性側索硬化症|ＡＬＳ|ALS|"
    "ハンチントン病|てんかん|HIV|ＨＩＶ|難病|白血病"
)


def doubt(word: str, sheet: Sheet, blank: Blank) -> str:
    """「小林さん」（A票・困りごとのようす）."""
    return f"「{word}」（{sheet.short_title}・{blank.label}）"


def doubtful_words(text: str, degree: Degree) -> Iterator[str]:
    """The words of a text that may still tell who is meant, from what kind of word they are alone."""
    yield from people_in(text)
    for match in _FIRM.finditer(text):
        if _HIRAGANA_NAME.match(match[0]) or not _PLAIN_FIRM.fullmatch(match[0]):
            yield match[0]
    patterns = [_PLACE, _LONG_NUMBER, *([_ILLNESS] if degree is Degree.ANONYMOUS else [])]
    for pattern in patterns:
        yield from (match[0] for match in pattern.finditer(text))


def people_in(text: str) -> Iterator[str]:
    """What looks like somebody's name before さん, 様, 氏; not words for anybody, such as 大家さん."""
    for match in _NAMED.finditer(text):
        if not _NOBODYS_NAME.fullmatch(match["name"]):
            yield match[0]
