"""Counting by month and by year: a household counts once a year however often it comes."""

from datetime import date

from hokatsu_desktop.services.figures.figure import amounts, distinct, events


def test_events_fall_into_the_months_of_their_fiscal_year() -> None:
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2027, 3, 31), date(2027, 4, 1)]
    figure = events("meetings", "支援会議", days, 2026)
    assert (figure.months[0], figure.months[11], figure.year) == (2, 1, 3)


def test_the_same_subject_counts_once_in_a_month_and_once_in_the_year() -> None:
    seen = [(date(2026, 5, 1), 7), (date(2026, 5, 20), 7), (date(2026, 6, 1), 7), (date(2026, 6, 1), 8)]
    figure = distinct("households", "実世帯", seen, 2026)
    assert (figure.months[1], figure.months[2], figure.year) == (1, 2, 2)


def test_amounts_are_added_up() -> None:
    figure = amounts(
        "people", "延べ参加者", [(date(2026, 4, 2), 12), (date(2026, 12, 2), 5), (date(2025, 4, 2), 9)], 2026
    )
    assert (figure.months[0], figure.months[8], figure.year) == (12, 5, 17)


def test_a_quarter_counts_the_same_subject_once_and_what_has_not_begun_is_empty() -> None:
    seen = [(date(2026, 5, 1), 7), (date(2026, 6, 1), 7), (date(2026, 6, 1), 8), (date(2026, 7, 1), 7)]
    figure = distinct("households", "実世帯", seen, 2026)
    assert figure.by_quarter(4) == ["2", "1", "", ""]
    assert figure.by_month(4) == ["0", "1", "2", "1", *[""] * 8]
    assert events("meetings", "支援会議", [day for day, _ in seen], 2026).by_quarter(12) == ["3", "1", "0", "0"]
