"""Which row belongs to which case, for reading the change log case by case."""

from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, Table, literal, select, union_all

from hokatsu_desktop.models import (
    Answer,
    Base,
    Case,
    CasePerson,
    ChangeEntry,
    Decision,
    Handout,
    Household,
    HouseholdMember,
    Meeting,
    MeetingCase,
    Person,
    Plan,
    PlanRow,
    Referral,
    SearchEntry,
)

_Arm = Select[tuple[str, int, int]]


def rows_of_case(case_id: int) -> CompoundSelect[tuple[str, int, int]]:
    """The rows of a case that are there now as (table_name, row_id, case_id).

    A meeting belongs to each case it talks about, and a person to each case of theirs.
    """
    return union_all(*(arm.where(arm.selected_columns.case_id == case_id) for arm in _arms()))


def acts_of_cases(
    after: int | BindParameter[int],
) -> CompoundSelect[tuple[int, str, str, int | None, str, int | None, int]]:
    """The acts behind a link of the log with who did them, the row they touched and its case, once for each row."""
    return union_all(
        *(
            arm.with_only_columns(
                ChangeEntry.act_number,
                ChangeEntry.act,
                ChangeEntry.title,
                ChangeEntry.staff_id,
                ChangeEntry.table_name,
                ChangeEntry.row_id,
                arm.selected_columns.case_id.label("case_id"),
                maintain_column_froms=True,
            ).where(
                ChangeEntry.id > after,
                ChangeEntry.table_name == arm.selected_columns.table_name,
                ChangeEntry.row_id == arm.selected_columns.row_id,
            )
            for arm in _arms()
        )
    )


def _arms() -> list[_Arm]:
    arms = [_arm(table.name, table.c.id, table.c.case_id) for table in tables_of_cases()]
    arms += [
        _arm(Case.__tablename__, Case.id, Case.id),
        _arm(PlanRow.__tablename__, PlanRow.id, Plan.case_id).join(Plan, Plan.id == PlanRow.plan_id),
        _arm(Answer.__tablename__, Answer.id, Referral.case_id).join(Referral, Referral.id == Answer.referral_id),
        _arm(Decision.__tablename__, Decision.id, MeetingCase.case_id).join(
            MeetingCase, MeetingCase.id == Decision.meeting_case_id
        ),
        _arm(Meeting.__tablename__, MeetingCase.meeting_id, MeetingCase.case_id),
        _arm(Household.__tablename__, Case.household_id, Case.id),
        _arm(HouseholdMember.__tablename__, HouseholdMember.id, Case.id).join(
            Case, Case.household_id == HouseholdMember.household_id
        ),
        _arm(Person.__tablename__, CasePerson.person_id, CasePerson.case_id),
        _arm(Person.__tablename__, HouseholdMember.person_id, Case.id).join(
            Case, Case.household_id == HouseholdMember.household_id
        ),
        _arm(Handout.__tablename__, Handout.id, MeetingCase.case_id).join(
            MeetingCase, MeetingCase.meeting_id == Handout.meeting_id
        ),
    ]
    return arms


def _arm(name: str, row_id: Any, case_id: Any) -> _Arm:
    return select(literal(name).label("table_name"), row_id.label("row_id"), case_id.label("case_id"))


def tables_of_cases() -> list[Table]:
    """The tables that name their case themselves."""
    apart = SearchEntry.__tablename__
    return [table for table in Base.metadata.sorted_tables if "case_id" in table.c and table.name != apart]
