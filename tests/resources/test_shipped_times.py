"""The time templates of meetings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.sheets import reading, shown
from hokatsu_desktop.sheets.reading import DefinitionError
from hokatsu_desktop.sheets.times import TimeTemplate, blocks, time_template, time_templates, too_many_cases

TEMPLATES = time_templates()


def test_the_five_templates_are_there() -> None:
    found = [(template.key, template.minutes, template.cases) for template in TEMPLATES]
    assert found == [("60_1", 60, 1), ("90_1", 90, 1), ("90_2", 90, 2), ("60_3", 60, 3), ("120_1", 120, 1)]


@given(st.sampled_from(TEMPLATES), st.integers(min_value=1, max_value=6))
def test_the_blocks_add_up_to_the_slot_for_any_number_of_cases(template: TimeTemplate, cases: int) -> None:
    assert sum(block.minutes for block in blocks(template, cases)) == template.minutes


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_the_number_of_cases_it_is_made_for_gets_the_minutes_as_written(template: TimeTemplate) -> None:
    written = {block.key: block.minutes for block in template.blocks}
    laid_out = blocks(template, template.cases)
    assert all(block.minutes == written[block.key] for block in laid_out)
    assert len(laid_out) == len(written) + 5 * (template.cases - 1)


def test_cases_come_one_after_the_other_between_opening_and_closing() -> None:
    positions = [block.case_position for block in blocks(time_template("90_2"), 2)]
    assert positions == [0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 0]


def test_a_meeting_without_cases_keeps_its_frame() -> None:
    assert [block.key for block in blocks(time_template("90_1"), 0)] == ["opening", "follow_up", "closing"]


def test_a_negative_number_of_cases_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        blocks(time_template("90_1"), -1)


def test_an_unknown_template_is_an_error() -> None:
    with pytest.raises(KeyError):
        time_template("15_9")


def test_ninety_minutes_hold_two_cases_and_no_more() -> None:
    for key in ("90_1", "90_2"):
        assert too_many_cases(time_template(key), 2) == ""
        assert too_many_cases(time_template(key), 3).startswith(
            "90分の会議は2例までにしてください。いまは3例あります。"
        )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("minutes = 60\n[[template.block]]\nkey='a'\nlabel='a'\nminutes=60", "no block per case"),
        ("minutes = 60\n[[template.block]]\nkey='a'\nlabel='a'\nminutes=50\nper_case=true", "do not add up to 60"),
    ],
)
def test_a_template_that_does_not_work_out_is_a_mistake(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "meetings").mkdir()
    head = "[[template]]\nkey='x'\nlabel='x'\ncases=1\nmost_cases=1\n"
    (tmp_path / "meetings" / "times.toml").write_text(head + text, encoding="utf-8")
    monkeypatch.setattr(reading, "resource", tmp_path.joinpath)
    with pytest.raises(DefinitionError, match=words):
        time_templates.__wrapped__()


def test_ground_rules_are_plain_sentences() -> None:
    assert all(rule.endswith("。") for rule in shown.shipped_rules())


def test_ground_rules_must_be_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "meetings").mkdir()
    (tmp_path / "meetings" / "ground_rules.toml").write_text("rules = [1]", encoding="utf-8")
    monkeypatch.setattr(reading, "resource", tmp_path.joinpath)
    with pytest.raises(DefinitionError, match="must be an array of texts"):
        shown.shipped_rules.__wrapped__()
