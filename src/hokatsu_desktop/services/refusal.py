"""An expected no, with words for the user."""

NOTHING_CHANGED = "台帳は変わっていません。"
_SAFE = ("変わって", "変わりません", "残って", "残ります", "そのまま")


class Refusal(Exception):
    """The act is not possible now. `words` says what is the matter, what to do and what is safe; nothing was changed.

    `offer` names another act that the screen may propose instead, for example "support_meeting".
    """

    def __init__(self, words: str, *, offer: str = "") -> None:
        super().__init__(type(self).__name__)  # no personal data in tracebacks
        self.words = words if any(safe in words for safe in _SAFE) else f"{words}{NOTHING_CHANGED}"
        self.offer = offer


class Gone(Refusal):
    """The record is not there any more, because its making was taken back; a screen that shows it closes it."""

    def __init__(
        self, words: str = "この記録は、元に戻す操作でなくなりました。Ctrl+Y でやり直すと、また出てきます。"
    ) -> None:
        super().__init__(words)


class Closed(Gone):
    """The record belongs to a case that is closed to this member of staff; names nobody."""

    def __init__(self) -> None:
        super().__init__(
            "このケースは、あなたには閉じられているので、表示できません。"
            "用があるときは、所属長か、事務局のほかの職員に話してください。台帳は変わっていません。"
        )


class InTrash(Refusal):
    """The draft lies in the trash; it can be taken out again until it is forgotten."""

    def __init__(self) -> None:
        super().__init__(
            "この下書きは、ごみ箱に入っています。「ケース」の「書きかけ」にある「ごみ箱」から、元に戻せます。"
        )
