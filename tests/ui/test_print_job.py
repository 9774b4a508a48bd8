"""The name of a file: in letters it does not hold the case's number, which would tell whom a letter stands for."""

import pytest

from hokatsu_desktop.models import Degree
from hokatsu_desktop.printing.papers import Printed
from hokatsu_desktop.ui.print_window.job import Made, PrintJob

JOB = PrintJob(
    heading="A票",
    made=Made(Printed(b"", 1, ())),
    file_name="A票 R8-012 R8.11.23",
    file_name_in_letters="A票 R8.11.23",
    told=lambda _made, _output: None,
)


@pytest.mark.parametrize(
    ("degree", "name"),
    [
        (Degree.NAMED, "A票 R8-012 R8.11.23"),
        (Degree.LETTERS, "A票 R8.11.23"),
        (Degree.ANONYMOUS, "A票 R8.11.23"),
        (Degree.DISCLOSURE, "A票 R8-012 R8.11.23"),
    ],
)
def test_a_file_in_letters_does_not_bear_the_cases_number(degree: Degree, name: str) -> None:
    assert JOB.name_for(degree) == name
