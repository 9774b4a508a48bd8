"""Texts that are typed or pasted into fields which do not expect them."""

LONG = "毎朝七時に起きて、庭の草を取る。" * 625  # 10,000 letters
EMOJI = "笑顔😀が出た👨‍👩‍👧"
RARE = "𠮷野 葛󠄀城 髙﨑 彅"  # a letter beyond the basic plane, one with a variation selector
EXCEL = "氏名\t続柄\t年齢\r\n架空 二郎\t孫\t12\r\n架空 三郎\t孫\t9\r\n"
CONTROLS = "電話\x00で\x07話した\x1b[31m"
WITHOUT_CONTROLS = "電話で話した[31m"
HALF_LETTER = "笑顔\ud83dが出た"  # one half of an emoji, as broken programs put it on the clipboard
BACKWARDS = "安全\u202eexe.pdf"  # turns the rest of the line round
SQL = "'); DROP TABLE person;--"
MARKUP = "<b>太字</b> & <para>{{x}}</para> %s"
