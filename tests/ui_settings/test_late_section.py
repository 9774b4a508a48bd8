"""The window opens with きょう alone; the other sections are made when somebody goes there."""

from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.today.section import TodaySection

LATE = (CasesSection, MeetingsSection)


def made(window: MainWindow) -> list[type]:
    return [kind for kind in (TodaySection, *LATE) if window.findChildren(kind)]


def test_only_the_section_that_is_shown_is_made(window: MainWindow) -> None:
    assert made(window) == [TodaySection]
    window.flush()
    assert window.sections["meetings"].place() == Place(section="meetings")
    assert not window.sections["meetings"].close_gone()
    assert made(window) == [TodaySection]


def test_a_section_is_made_once_when_somebody_goes_there(window: MainWindow) -> None:
    window.show_section("cases")
    assert made(window) == [TodaySection, CasesSection]
    (section,) = window.findChildren(CasesSection)
    assert section.isVisible()
    window.show_section("today")
    window.show_place(Place(section="cases", tab="new"))
    assert window.findChildren(CasesSection) == [section]
    assert window.place() == section.place()
    assert window.sections["cases"].widget() is section


def test_what_waits_is_counted_before_the_section_is_made(window: MainWindow, desk: Desk) -> None:
    desk.act(begin_referral)
    assert window.sections["cases"].count() == 1
    assert window.sections["agencies"].count() == 0
    assert made(window) == [TodaySection]
    window.show_section("cases")
    assert window.sections["cases"].count() == 1
