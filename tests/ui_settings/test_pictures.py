"""Every main screen of the practice town as a picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from hokatsu_desktop.models import ChangeEntry
from hokatsu_desktop.services.case_views import OPENED
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.pictures import PROJECTED, SMALL, WIDE, take_pictures
from hokatsu_desktop.ui.start.demo import main_case
from hokatsu_desktop.ui.start.practice import practice_town
from hokatsu_desktop.ui.start_pictures import START_SIZE
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui_settings.office import NOW


@pytest.fixture
def practice_desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of the practice town."""
    opened = practice_town(tmp_path / "renshu", lambda: NOW)
    assert opened.staff_id is not None
    tasks = Tasks()
    yield Desk(opened.store, opened.staff_id, tasks, lambda: NOW)
    tasks.close()
    opened.store.close()


def size_of(name: str) -> tuple[int, int]:
    """How large a picture must be, by its name."""
    subject = name.split("-", 1)[1]
    if subject.startswith("large"):
        return SMALL
    if subject.startswith(("kagi", "hajimete", "hikitsugi-uketoru", "hikae-kara")):
        return START_SIZE
    return PROJECTED if subject == "kaigi-projector" else WIDE


@pytest.mark.long  # builds the practice town and draws seventy screens
def test_every_screen_is_drawn_and_nothing_is_written_but_who_opened_a_case(
    practice_desk: Desk, tmp_path: Path
) -> None:
    before = practice_desk.store.head()
    folder = tmp_path / "絵"
    with practice_desk.reading() as session:
        case_id = main_case(session)
    taken = take_pictures(practice_desk, folder, case_id)
    assert sorted(folder.iterdir()) == taken
    assert [path.name[:2] for path in taken] == [f"{number:02d}" for number in range(1, len(taken) + 1)]
    assert taken[0].name == "01-kyou.png"
    assert len(taken) >= 66
    for path in taken:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == size_of(path.stem), path.name
        points = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
        assert len(points) > 4, path.name
    with practice_desk.reading() as session:
        written = session.scalars(select(ChangeEntry.act).where(ChangeEntry.id > before.sequence)).all()
    assert set(written) <= {OPENED}
    assert not [window for window in QApplication.topLevelWidgets() if window.isVisible()]
