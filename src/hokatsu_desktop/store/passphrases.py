"""Which passphrases are good enough, and the one form in which they are compared."""

import re
import unicodedata

LEAST_CHARACTERS = 15
MOST_CHARACTERS = 1_000
_LEAST_DIFFERENT = 6
_LEAST_OWN = 8  # characters that must remain when easily guessed words are taken out
_EASY_WORDS = [
    "password",
    "passphrase",
    "passw0rd",
    "qwerty",
    "asdfgh",
    "zxcvbn",
    "letmein",
    "admin",
    "fukushi",
    "houkatsu",
    "hokatsu",
    "yakuba",
    "kuyakusho",
    "shiyakusho",
    "shakyo",
    "shakaifukushi",
    "jusoteki",
    "juusouteki",
    "desktop",
    "reiwa",
    "heisei",
    "showa",
    "パスワード",
    "ぱすわーど",
    "あいことば",
    "合言葉",
    "暗証番号",
    "ふくし",
    "福祉",
    "ほうかつ",
    "包括",
    "重層的支援",
    "重層",
    "支援",
    "体制",
    "整備",
    "事業",
    "会議",
    "相談",
    "窓口",
    "やくば",
    "役場",
    "役所",
    "町役場",
    "村役場",
    "社協",
    "社会福祉協議会",
    "地域包括支援センター",
    "デスク",
    "令和",
    "平成",
    "昭和",
    "あいうえお",
    "いろはにほへと",
    "abcdefg",
]


def normal_passphrase(text: str) -> str:
    """The form a passphrase is compared in: NFKC (full and half width are one), outer spaces dropped."""
    return unicodedata.normalize("NFKC", text).strip()


def passphrase_problem(text: str, town: str = "") -> str:
    """Why this passphrase will not do, in words for the user, or "" if it will.

    15 characters or more because nothing else guards the file (NIST SP 800-63B-4 for a single factor); no rules about
    kinds of characters. `town` is the town's name, which everybody would try first.
    """
    folded = normal_passphrase(text)
    if len(folded) < LEAST_CHARACTERS:
        return (
            f"合言葉は{LEAST_CHARACTERS}文字以上にしてください（いま{len(folded)}文字です）。"
            "関係のない言葉を4つか5つ並べると、長くても覚えやすくなります。"
        )
    if len(folded) > MOST_CHARACTERS:
        return f"合言葉が長すぎます（{MOST_CHARACTERS}文字まで）。"
    if len(set(folded.lower())) < _LEAST_DIFFERENT:
        return "同じ文字のくり返しが多く、推測されやすい合言葉です。ちがう言葉を並べてください。"
    if re.fullmatch(r"[\d\s()+\-]+", folded):
        return "数字だけの合言葉は、電話番号や日付から推測されやすいので使えません。言葉を並べてください。"
    if len(_without_easy_words(folded, town)) < _LEAST_OWN:
        return "推測されやすい言葉（町の名前、福祉、パスワード、続き番号など）が大部分です。関係のない言葉を足してください。"
    return ""


def _without_easy_words(folded: str, town: str) -> str:
    left = folded.lower()
    for word in (normal_passphrase(town).lower(), *_EASY_WORDS):
        if word:
            left = left.replace(word, "")
    return re.sub(r"[\W_]+|\d{4,}", "", left)
