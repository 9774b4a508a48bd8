"""三つの渡し方: the ways a handover can take, when each fits, and the one that is usual in this office."""

from enum import StrEnum

from sqlalchemy.orm import Session

from hokatsu_desktop.services.handover_here import possible_successors
from hokatsu_desktop.services.office import change_setting, the_office

NO_MEDIA = "no_media"  # within Office.settings: nothing leaves on a medium here


class Way(StrEnum):
    """How the store gets from one person to the next."""

    MEDIUM = "medium"
    SHARE = "share"
    HERE = "here"

    @property
    def words(self) -> str:
        """The way, as it is chosen."""
        return _WORDS[self]

    @property
    def fits(self) -> str:
        """When it fits, in one sentence."""
        return _FITS[self]


_WORDS = {
    Way.MEDIUM: "媒体で渡す（USBメモリーなど）",
    Way.SHARE: "共有フォルダーで渡す",
    Way.HERE: "同じパソコンで担当を替える",
}
_FITS = {
    Way.MEDIUM: "後任の方が別のパソコンを使い、登録した媒体を持ち運んでよいときの渡し方です。",
    Way.SHARE: "後任の方が別のパソコンを使い、媒体を使えないときに、庁内の共有フォルダーを通して渡します。",
    Way.HERE: "後任の方がこのパソコンを続けて使うときの渡し方です。媒体も、コードの紙も要りません。",
}


def media_are_barred(session: Session) -> bool:
    """Whether the office says that it uses no media."""
    return bool(the_office(session).settings.get(NO_MEDIA, False))


def bar_media(session: Session, *, barred: bool) -> None:
    """Keep whether the office uses media at all."""
    change_setting(session, NO_MEDIA, barred)


def usual_way(session: Session) -> Way:
    """The way chosen beforehand: a medium, or where none is allowed this PC if a colleague opens it already, else a share."""
    if not media_are_barred(session):
        return Way.MEDIUM
    return Way.HERE if possible_successors(session) else Way.SHARE
