"""Invented people, phones and sentences in the proportions of a real office: few words are common, some occur once."""

import random
from dataclasses import dataclass

RARE_SURNAME, RARE_KANA = "鵺野辺", "ヌエノベ"  # of one household only, whatever the size of the store
RARE_PHONE = "0000-98-7654"
RARE_HOUSEHOLD = 7  # the one that has them

_SURNAMES = """
佐藤:サトウ 鈴木:スズキ 高橋:タカハシ 田中:タナカ 渡辺:ワタナベ 伊藤:イトウ 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ
加藤:カトウ 吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 松本:マツモト 井上:イノウエ 木村:キムラ 林:ハヤシ
清水:シミズ 山崎:ヤマザキ 池田:イケダ 阿部:アベ 森:モリ 橋本:ハシモト 山下:ヤマシタ 石川:イシカワ 中島:ナカジマ
前田:マエダ 藤田:フジタ 後藤:ゴトウ 小川:オガワ 岡田:オカダ 村上:ムラカミ 長谷川:ハセガワ 近藤:コンドウ 石井:イシイ
斎藤:サイトウ 坂本:サカモト 遠藤:エンドウ 青木:アオキ 藤井:フジイ 西村:ニシムラ 福田:フクダ 太田:オオタ 三浦:ミウラ
"""
_GIVEN = """
見本:ミホン 架空:カクウ 例子:レイコ 試子:タメシコ 仮男:カリオ 花子:ハナコ 太郎:タロウ 一:ハジメ 二郎:ジロウ 三枝:サエ
実:ミノル 節:セツ 稲:イネ 茂:シゲル 薫:カオル 望:ノゾミ 歩:アユム 光:ヒカル 渚:ナギサ 忍:シノブ
"""
_PLACES = "川べり 西町 本町 新田 上原 下原 港 駅前 旭が丘 栄 中央 大池 南台 北浦 東山"
_SENTENCES = (
    "{name}さん宅を訪問した。玄関先で話をした。郵便物がたまっている。",
    "水道課から電話があった。{place}の世帯で3か月分の料金が未納とのこと。",
    "長男は仕事をやめてから家にいる。夜中に物音がすると近所から相談があった。",
    "通院が途切れている。薬は{number}日分残っている。次の受診に同行することにした。",
    "{place}の民生委員が声をかけている。会えば笑顔があり、畑のことをよく話す。",
    "電気が止まりそうだと連絡があり、社会福祉協議会の貸付を案内した。",
    "学校から、欠席が{number}日になったと連絡。母は朝起きられないことが多い。",
    "包括支援センターと情報を共有した。介護保険の申請は本人が迷っている。",
    "本人は「もう少し自分でやってみたい」と話した。来週また電話する。",
    "家計の相談をした。年金の支給日まで{number}円で暮らしている。",
    "ごみが庭まで出ている。{name}さんは片づけを手伝ってほしいと言う。",
    "障害福祉の担当が同席し、作業所の見学を{number}日に決めた。",
    "不在だった。手紙を置いた。隣の人によると夕方には帰るとのこと。",
    "父の認知症が進み、母が一人で支えている。眠れていない様子がある。",
)


def written_with_kana(words: str) -> tuple[tuple[str, str], ...]:
    """The pairs in 「佐藤:サトウ 鈴木:スズキ」."""
    pairs = (pair.partition(":") for pair in words.split())
    return tuple((written, kana) for written, _colon, kana in pairs)


SURNAMES, GIVEN_NAMES, PLACES = written_with_kana(_SURNAMES), written_with_kana(_GIVEN), tuple(_PLACES.split())


@dataclass(frozen=True)
class Name:
    """A person's name as stored."""

    surname: str
    given: str
    kana: str

    @property
    def full(self) -> str:
        """「佐藤 見本」."""
        return f"{self.surname} {self.given}"


def name_of(household: int, chance: random.Random, surname: str = "") -> Name:
    """A name; the rare household has a surname nobody else has. `surname` keeps a family together."""
    if household == RARE_HOUSEHOLD:
        family, family_kana = RARE_SURNAME, RARE_KANA
    else:
        family, family_kana = next((one for one in SURNAMES if one[0] == surname), None) or chance.choice(SURNAMES)
    given, given_kana = chance.choice(GIVEN_NAMES)
    return Name(family, given, f"{family_kana} {given_kana}")


def phone_of(household: int, chance: random.Random) -> str:
    """A phone number of an area that does not exist."""
    return (
        RARE_PHONE if household == RARE_HOUSEHOLD else f"0000-{chance.randrange(90):02d}-{chance.randrange(9999):04d}"
    )


def address_of(chance: random.Random) -> str:
    """An address in the invented town."""
    return f"みほん町{chance.choice(PLACES)}{chance.randrange(1, 40)}-{chance.randrange(1, 30)}"


def note_text(name: Name, chance: random.Random) -> str:
    """Three sentences, about a hundred characters."""
    return "".join(
        one.format(name=name.surname, place=chance.choice(PLACES), number=chance.randrange(2, 900))
        for one in chance.sample(_SENTENCES, 3)
    )
