"""Drawings as pictures: the same shapes as on paper, in the right place and size."""

from io import BytesIO

from PIL import Image

from hokatsu_desktop.drawing.shapes import Ellipse, Line, Polyline, Rect, Text
from hokatsu_desktop.exchange.picture import drawn_size_mm, logo_picture, picture_of
from tests.printing.samples import DRAWING

DOTS = 300 / 25.4


def image_of(*shapes: Line | Polyline | Rect | Ellipse | Text, width_mm: float = 150.0) -> Image.Image:
    return Image.open(BytesIO(picture_of(shapes, width_mm).png))


def dark(image: Image.Image, x_mm: float, y_mm: float) -> bool:
    """Whether there is ink near a place, measured from the drawing's own corner with its 1 mm of white."""
    x, y = round((x_mm + 1) * DOTS), round((y_mm + 1) * DOTS)
    return min(image.crop((x - 3, y - 3, x + 4, y + 4)).tobytes()) < 128


def test_shapes_stand_where_they_belong() -> None:
    image = image_of(
        Rect(left=0, top=0, width=10, height=10),
        Ellipse(left=20, top=0, width=10, height=10),
        Line(start=(10, 5), end=(20, 5)),
        Polyline(points=((0, 20), (10, 20), (10, 30)), closed=True, filled=True),
    )
    assert all(dark(image, *place) for place in ((0, 5), (5, 0), (20, 5), (25, 0), (15, 5), (8, 22)))
    assert not any(dark(image, *place) for place in ((5, 5), (25, 5), (21, 1), (2, 28)))


def test_dashes_leave_gaps() -> None:
    solid, dashed = (image_of(Line(start=(0, 0), end=(40, 0), dash=dash)) for dash in ((), (4.0, 4.0)))
    ink = [sum(255 - value for value in image.tobytes()) for image in (solid, dashed)]
    assert 0.4 < ink[1] / ink[0] < 0.65


def test_picture_is_scaled_down_never_up() -> None:
    wide = (Rect(left=0, top=0, width=298, height=50),)
    assert drawn_size_mm(wide, 150) == (150, 26)
    assert drawn_size_mm((Rect(left=0, top=0, width=28, height=10),), 150) == (30, 12)
    image = image_of(*wide)
    assert abs(image.width / image.info["dpi"][0] * 25.4 - 150) < 0.2


def test_words_are_drawn_and_told() -> None:
    picture = picture_of(DRAWING, 100)
    assert picture.words == "82、母の妹"
    rare = [image_of(Text(at=(5, 10), words=words, size_pt=20)).tobytes() for words in ("𠮷", "吉", "")]
    assert len(set(rare)) == 3


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert picture_of(DRAWING, 100) == picture_of(DRAWING, 100)


def test_office_picture_knows_its_size_on_paper() -> None:
    file = BytesIO()
    Image.new("RGB", (400, 100), "red").save(file, "JPEG", dpi=(72, 72))
    logo = logo_picture(file.getvalue())
    image = Image.open(logo.file)
    assert logo.width_mm == 45
    assert abs(image.width / image.info["dpi"][0] * 25.4 - 45) < 0.5
