"""The tables of step 1 as frozen text (see freeze.py). Never edited once released."""

TABLES = (
    """CREATE TABLE agency ( id INTEGER NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, department VARCHAR NOT
    NULL, phone VARCHAR NOT NULL, phone_note VARCHAR NOT NULL, address VARCHAR NOT NULL, can_do VARCHAR NOT NULL,
    cannot_do VARCHAR NOT NULL, how_to_connect VARCHAR NOT NULL, note VARCHAR NOT NULL, inside_town_hall BOOLEAN NOT
    NULL, confirmed_on DATE, retired_on DATE, CONSTRAINT pk_agency PRIMARY KEY (id) )""",
    """CREATE INDEX ix_agency_confirmed_on ON agency (confirmed_on)""",
    """CREATE INDEX ix_agency_name ON agency (name)""",
    """CREATE TABLE attachment_content ( id INTEGER NOT NULL, content BLOB NOT NULL, CONSTRAINT pk_attachment_content
    PRIMARY KEY (id) )""",
    """CREATE TABLE change_entry ( id INTEGER NOT NULL, act_number INTEGER NOT NULL, act VARCHAR NOT NULL, title VARCHAR
    NOT NULL, staff_id INTEGER, happened_at DATETIME NOT NULL, table_name VARCHAR NOT NULL, row_id INTEGER, "before"
    JSON, "after" JSON, undoes INTEGER, salt VARCHAR NOT NULL, digest VARCHAR NOT NULL, hash VARCHAR NOT NULL,
    CONSTRAINT pk_change_entry PRIMARY KEY (id) )""",
    """CREATE INDEX ix_change_entry_act_number ON change_entry (act_number)""",
    """CREATE INDEX ix_change_entry_table_name_row_id ON change_entry (table_name, row_id)""",
    """CREATE TABLE community_issue ( id INTEGER NOT NULL, title VARCHAR NOT NULL, raised_on DATE NOT NULL, theme VARCHAR
    NOT NULL, words VARCHAR NOT NULL, brought_on DATE, brought_to VARCHAR NOT NULL, outcome VARCHAR NOT NULL, outcome_on
    DATE, outcome_words VARCHAR NOT NULL, CONSTRAINT pk_community_issue PRIMARY KEY (id) )""",
    """CREATE INDEX ix_community_issue_raised_on ON community_issue (raised_on)""",
    """CREATE TABLE disposal ( id INTEGER NOT NULL, disposed_on DATE NOT NULL, made_by VARCHAR NOT NULL, agreed_by VARCHAR
    NOT NULL, sequence INTEGER NOT NULL, emptied INTEGER NOT NULL, rewritten_on DATE, CONSTRAINT pk_disposal PRIMARY KEY
    (id) )""",
    """CREATE TABLE household ( id INTEGER NOT NULL, title VARCHAR NOT NULL, household_type VARCHAR NOT NULL, note VARCHAR
    NOT NULL, CONSTRAINT pk_household PRIMARY KEY (id) )""",
    """CREATE TABLE medium ( id INTEGER NOT NULL, number VARCHAR NOT NULL, kind VARCHAR NOT NULL, registered_on DATE,
    unfit_on DATE, unfit_why VARCHAR NOT NULL, CONSTRAINT pk_medium PRIMARY KEY (id), CONSTRAINT uq_medium_number UNIQUE
    (number) )""",
    """CREATE TABLE meeting_series ( id INTEGER NOT NULL, name VARCHAR NOT NULL, basis VARCHAR NOT NULL, also_name VARCHAR
    NOT NULL, also_basis VARCHAR NOT NULL, rule VARCHAR NOT NULL, when_closed VARCHAR NOT NULL, begins VARCHAR NOT NULL,
    minutes INTEGER, most_cases INTEGER, place VARCHAR NOT NULL, handout_rule VARCHAR NOT NULL, secretariat VARCHAR NOT
    NULL, why VARCHAR NOT NULL, ended_on DATE, CONSTRAINT pk_meeting_series PRIMARY KEY (id) )""",
    """CREATE TABLE office ( id INTEGER NOT NULL, town VARCHAR NOT NULL, department VARCHAR NOT NULL, prefecture VARCHAR
    NOT NULL, postcode VARCHAR NOT NULL, phone VARCHAR NOT NULL, mode VARCHAR NOT NULL, practice BOOLEAN NOT NULL,
    answer_days INTEGER NOT NULL, layered_needs_consent BOOLEAN NOT NULL, ground_rules VARCHAR NOT NULL, settings JSON
    NOT NULL, CONSTRAINT pk_office PRIMARY KEY (id) )""",
    """CREATE TABLE person ( id INTEGER NOT NULL, name VARCHAR NOT NULL, kana VARCHAR NOT NULL, called VARCHAR NOT NULL,
    sex VARCHAR NOT NULL, birth VARCHAR NOT NULL, died_on VARCHAR NOT NULL, postcode VARCHAR NOT NULL, address VARCHAR
    NOT NULL, district VARCHAR NOT NULL, no_fixed_address BOOLEAN NOT NULL, phone VARCHAR NOT NULL, contact_care VARCHAR
    NOT NULL, CONSTRAINT pk_person PRIMARY KEY (id) )""",
    """CREATE INDEX ix_person_kana ON person (kana)""",
    """CREATE TABLE referral_review ( id INTEGER NOT NULL, held_on DATE NOT NULL, took_part VARCHAR NOT NULL, words VARCHAR
    NOT NULL, CONSTRAINT pk_referral_review PRIMARY KEY (id), CONSTRAINT uq_referral_review_held_on UNIQUE (held_on) )""",
    """CREATE TABLE resource ( id INTEGER NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, kind_other VARCHAR NOT
    NULL, district VARCHAR NOT NULL, can_do VARCHAR NOT NULL, interests VARCHAR NOT NULL, kept_by VARCHAR NOT NULL,
    how_to_ask VARCHAR NOT NULL, open_hours VARCHAR NOT NULL, cost VARCHAR NOT NULL, barriers VARCHAR NOT NULL,
    takes_trial BOOLEAN NOT NULL, trial_note VARCHAR NOT NULL, note VARCHAR NOT NULL, confirmed_on DATE, retired_on
    DATE, CONSTRAINT pk_resource PRIMARY KEY (id) )""",
    """CREATE INDEX ix_resource_confirmed_on ON resource (confirmed_on)""",
    """CREATE INDEX ix_resource_name ON resource (name)""",
    """CREATE TABLE staff ( id INTEGER NOT NULL, name VARCHAR NOT NULL, kana VARCHAR NOT NULL, post VARCHAR NOT NULL, role
    VARCHAR NOT NULL, key_slot VARCHAR NOT NULL, temporary_key BOOLEAN NOT NULL, joined_on DATE, left_on DATE,
    CONSTRAINT pk_staff PRIMARY KEY (id) )""",
    """CREATE TABLE survey_round ( id INTEGER NOT NULL, name VARCHAR NOT NULL, period_from DATE, period_until DATE,
    visitors VARCHAR NOT NULL, purpose VARCHAR NOT NULL, CONSTRAINT pk_survey_round PRIMARY KEY (id) )""",
    """CREATE TABLE training ( id INTEGER NOT NULL, title VARCHAR NOT NULL, held_on DATE, aim VARCHAR NOT NULL, held_by
    VARCHAR NOT NULL, place VARCHAR NOT NULL, staff_count INTEGER, member_count INTEGER, other_count INTEGER,
    explains_secrecy BOOLEAN NOT NULL, who_came VARCHAR NOT NULL, materials VARCHAR NOT NULL, taken_along VARCHAR NOT
    NULL, next_step VARCHAR NOT NULL, CONSTRAINT pk_training PRIMARY KEY (id) )""",
    """CREATE INDEX ix_training_held_on ON training (held_on)""",
    """CREATE TABLE year_book ( id INTEGER NOT NULL, reasons JSON NOT NULL, by_hand JSON NOT NULL, CONSTRAINT pk_year_book
    PRIMARY KEY (id) )""",
    """CREATE TABLE backup_drill ( id INTEGER NOT NULL, done_on DATE NOT NULL, backup_made_at VARCHAR NOT NULL, place
    VARCHAR NOT NULL, cases INTEGER NOT NULL, trouble VARCHAR NOT NULL, staff_id INTEGER, CONSTRAINT pk_backup_drill
    PRIMARY KEY (id), CONSTRAINT fk_backup_drill_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) )""",
    """CREATE INDEX ix_backup_drill_done_on ON backup_drill (done_on)""",
    """CREATE TABLE "case" ( id INTEGER NOT NULL, household_id INTEGER NOT NULL, principal_id INTEGER NOT NULL, number
    VARCHAR, title VARCHAR NOT NULL, sort_key VARCHAR NOT NULL, stage VARCHAR NOT NULL, received_on DATE, attribute
    VARCHAR NOT NULL, household_issues JSON NOT NULL, urgency VARCHAR NOT NULL, urgency_reason VARCHAR NOT NULL,
    staff_id INTEGER, lead_supporter VARCHAR NOT NULL, walks_along VARCHAR NOT NULL, next_on DATE, next_what VARCHAR NOT
    NULL, last_contact_on DATE, quiet_until DATE, quiet_why VARCHAR NOT NULL, closing_proposed_on DATE, closed_on DATE,
    can_do_now VARCHAR NOT NULL, how_to_approach VARCHAR NOT NULL, warning_signs VARCHAR NOT NULL, retention_years
    INTEGER, retention_from DATE, retention_hold BOOLEAN NOT NULL, retention_hold_why VARCHAR NOT NULL, trashed_at
    DATETIME, created_at DATETIME, CONSTRAINT pk_case PRIMARY KEY (id), CONSTRAINT fk_case_household_id FOREIGN
    KEY(household_id) REFERENCES household (id), CONSTRAINT fk_case_principal_id FOREIGN KEY(principal_id) REFERENCES
    person (id), CONSTRAINT uq_case_number UNIQUE (number), CONSTRAINT fk_case_staff_id FOREIGN KEY(staff_id) REFERENCES
    staff (id) )""",
    """CREATE INDEX ix_case_household_id ON "case" (household_id)""",
    """CREATE INDEX ix_case_last_contact_on ON "case" (last_contact_on)""",
    """CREATE INDEX ix_case_next_on_received_on ON "case" (next_on, received_on)""",
    """CREATE INDEX ix_case_principal_id ON "case" (principal_id)""",
    """CREATE INDEX ix_case_received_on ON "case" (received_on)""",
    """CREATE INDEX ix_case_shelf_last_contact_on ON "case" (CASE WHEN trashed_at IS NOT NULL THEN 'trash' WHEN stage =
    'draft' THEN 'drafts' WHEN stage IN ('closed', 'passed_on', 'shared_only') THEN 'closed' ELSE 'open' END,
    last_contact_on)""",
    """CREATE INDEX ix_case_shelf_lead_supporter ON "case" (CASE WHEN trashed_at IS NOT NULL THEN 'trash' WHEN stage =
    'draft' THEN 'drafts' WHEN stage IN ('closed', 'passed_on', 'shared_only') THEN 'closed' ELSE 'open' END,
    lead_supporter, received_on)""",
    """CREATE INDEX ix_case_shelf_next_on ON "case" (CASE WHEN trashed_at IS NOT NULL THEN 'trash' WHEN stage = 'draft'
    THEN 'drafts' WHEN stage IN ('closed', 'passed_on', 'shared_only') THEN 'closed' ELSE 'open' END, next_on,
    received_on)""",
    """CREATE INDEX ix_case_shelf_received_on ON "case" (CASE WHEN trashed_at IS NOT NULL THEN 'trash' WHEN stage = 'draft'
    THEN 'drafts' WHEN stage IN ('closed', 'passed_on', 'shared_only') THEN 'closed' ELSE 'open' END, received_on)""",
    """CREATE INDEX ix_case_shelf_sort_key ON "case" (CASE WHEN trashed_at IS NOT NULL THEN 'trash' WHEN stage = 'draft'
    THEN 'drafts' WHEN stage IN ('closed', 'passed_on', 'shared_only') THEN 'closed' ELSE 'open' END, sort_key)""",
    """CREATE INDEX ix_case_sort_key ON "case" (sort_key)""",
    """CREATE INDEX ix_case_stage ON "case" (stage)""",
    """CREATE TABLE community_voice ( id INTEGER NOT NULL, kind VARCHAR NOT NULL, words VARCHAR NOT NULL, theme VARCHAR NOT
    NULL, said_by VARCHAR NOT NULL, note VARCHAR NOT NULL, issue_id INTEGER, CONSTRAINT pk_community_voice PRIMARY KEY
    (id), CONSTRAINT fk_community_voice_issue_id FOREIGN KEY(issue_id) REFERENCES community_issue (id) )""",
    """CREATE INDEX ix_community_voice_issue_id ON community_voice (issue_id)""",
    """CREATE TABLE contact ( id INTEGER NOT NULL, agency_id INTEGER NOT NULL, name VARCHAR NOT NULL, kana VARCHAR NOT
    NULL, section VARCHAR NOT NULL, post VARCHAR NOT NULL, role VARCHAR NOT NULL, districts VARCHAR NOT NULL, phone
    VARCHAR NOT NULL, easy_to_reach BOOLEAN NOT NULL, registered_on DATE, released_on DATE, pledged_on DATE, note
    VARCHAR NOT NULL, CONSTRAINT pk_contact PRIMARY KEY (id), CONSTRAINT fk_contact_agency_id FOREIGN KEY(agency_id)
    REFERENCES agency (id) )""",
    """CREATE INDEX ix_contact_agency_id ON contact (agency_id)""",
    """CREATE TABLE disposed_case ( id INTEGER NOT NULL, disposal_id INTEGER NOT NULL, number VARCHAR NOT NULL,
    retention_years INTEGER NOT NULL, ended_on DATE, starts_on DATE, expired_on DATE, first_link INTEGER NOT NULL,
    CONSTRAINT pk_disposed_case PRIMARY KEY (id), CONSTRAINT fk_disposed_case_disposal_id FOREIGN KEY(disposal_id)
    REFERENCES disposal (id) )""",
    """CREATE INDEX ix_disposed_case_disposal_id ON disposed_case (disposal_id)""",
    """CREATE TABLE edition_draft ( id INTEGER NOT NULL, sheet_key VARCHAR NOT NULL, definition JSON NOT NULL, changed_at
    DATETIME NOT NULL, staff_id INTEGER, CONSTRAINT pk_edition_draft PRIMARY KEY (id), CONSTRAINT
    uq_edition_draft_sheet_key UNIQUE (sheet_key), CONSTRAINT fk_edition_draft_staff_id FOREIGN KEY(staff_id) REFERENCES
    staff (id) )""",
    """CREATE TABLE handover ( id INTEGER NOT NULL, begun_on DATE NOT NULL, from_id INTEGER, from_name VARCHAR NOT NULL,
    to_name VARCHAR NOT NULL, to_post VARCHAR NOT NULL, reason VARCHAR NOT NULL, effective_on DATE, approver VARCHAR NOT
    NULL, medium_route VARCHAR NOT NULL, medium_number VARCHAR NOT NULL, code_route VARCHAR NOT NULL, carrier VARCHAR
    NOT NULL, case_ids JSON NOT NULL, package VARCHAR NOT NULL, arrive_by DATE, accepted_on DATE, accepted_by VARCHAR
    NOT NULL, read_case_ids JSON NOT NULL, first_week_closed BOOLEAN NOT NULL, unsealed_why VARCHAR NOT NULL, CONSTRAINT
    pk_handover PRIMARY KEY (id), CONSTRAINT fk_handover_from_id FOREIGN KEY(from_id) REFERENCES staff (id) )""",
    """CREATE TABLE household_member ( id INTEGER NOT NULL, household_id INTEGER NOT NULL, person_id INTEGER NOT NULL,
    position INTEGER NOT NULL, kinship VARCHAR NOT NULL, relative_to_id INTEGER, second_label VARCHAR NOT NULL,
    lives_together BOOLEAN NOT NULL, key_person BOOLEAN NOT NULL, lives_where VARCHAR NOT NULL, occupation VARCHAR NOT
    NULL, health VARCHAR NOT NULL, supports VARCHAR NOT NULL, note VARCHAR NOT NULL, since VARCHAR NOT NULL, until_on
    DATE, CONSTRAINT pk_household_member PRIMARY KEY (id), CONSTRAINT uq_household_member_household_id_person_id UNIQUE
    (household_id, person_id), CONSTRAINT fk_household_member_household_id FOREIGN KEY(household_id) REFERENCES
    household (id), CONSTRAINT fk_household_member_person_id FOREIGN KEY(person_id) REFERENCES person (id), CONSTRAINT
    fk_household_member_relative_to_id FOREIGN KEY(relative_to_id) REFERENCES person (id) )""",
    """CREATE INDEX ix_household_member_household_id ON household_member (household_id)""",
    """CREATE INDEX ix_household_member_person_id ON household_member (person_id)""",
    """CREATE TABLE kept_figure ( id INTEGER NOT NULL, disposal_id INTEGER NOT NULL, year INTEGER NOT NULL, "group" VARCHAR
    NOT NULL, "key" VARCHAR NOT NULL, position INTEGER NOT NULL, label VARCHAR NOT NULL, part_of VARCHAR NOT NULL,
    months JSON NOT NULL, of_year INTEGER NOT NULL, quarters JSON NOT NULL, CONSTRAINT pk_kept_figure PRIMARY KEY (id),
    CONSTRAINT fk_kept_figure_disposal_id FOREIGN KEY(disposal_id) REFERENCES disposal (id) )""",
    """CREATE INDEX ix_kept_figure_disposal_id ON kept_figure (disposal_id)""",
    """CREATE INDEX ix_kept_figure_year_group ON kept_figure (year, "group")""",
    """CREATE TABLE kinship_tie ( id INTEGER NOT NULL, person_id INTEGER NOT NULL, other_id INTEGER NOT NULL, tie VARCHAR
    NOT NULL, learned_on DATE, CONSTRAINT pk_kinship_tie PRIMARY KEY (id), CONSTRAINT
    uq_kinship_tie_person_id_other_id_tie UNIQUE (person_id, other_id, tie), CONSTRAINT fk_kinship_tie_person_id FOREIGN
    KEY(person_id) REFERENCES person (id), CONSTRAINT fk_kinship_tie_other_id FOREIGN KEY(other_id) REFERENCES person
    (id) )""",
    """CREATE INDEX ix_kinship_tie_other_id ON kinship_tie (other_id)""",
    """CREATE INDEX ix_kinship_tie_person_id ON kinship_tie (person_id)""",
    """CREATE TABLE medium_loan ( id INTEGER NOT NULL, medium_id INTEGER, lent_on DATE NOT NULL, purpose VARCHAR NOT NULL,
    package VARCHAR NOT NULL, carrier VARCHAR NOT NULL, approver VARCHAR NOT NULL, due_on DATE, ended_on DATE, ending
    VARCHAR NOT NULL, method VARCHAR NOT NULL, witness VARCHAR NOT NULL, CONSTRAINT pk_medium_loan PRIMARY KEY (id),
    CONSTRAINT fk_medium_loan_medium_id FOREIGN KEY(medium_id) REFERENCES medium (id) )""",
    """CREATE INDEX ix_medium_loan_ended_on ON medium_loan (ended_on)""",
    """CREATE INDEX ix_medium_loan_medium_id ON medium_loan (medium_id)""",
    """CREATE INDEX ix_medium_loan_package ON medium_loan (package)""",
    """CREATE TABLE meeting ( id INTEGER NOT NULL, name VARCHAR NOT NULL, basis VARCHAR NOT NULL, held_on DATE NOT NULL,
    fiscal_year INTEGER NOT NULL, ordinal INTEGER NOT NULL, number VARCHAR NOT NULL, series_id INTEGER, begins_at TIME,
    minutes INTEGER NOT NULL, place VARCHAR NOT NULL, facilitator VARCHAR NOT NULL, recorder VARCHAR NOT NULL, aims JSON
    NOT NULL, aim_text VARCHAR NOT NULL, goal VARCHAR NOT NULL, goal_result VARCHAR NOT NULL, goal_carried VARCHAR NOT
    NULL, time_template VARCHAR NOT NULL, secrecy_read BOOLEAN NOT NULL, state VARCHAR NOT NULL, handout_rule VARCHAR
    NOT NULL, next_on DATE, whiteboard VARCHAR NOT NULL, readied JSON NOT NULL, CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT uq_meeting_number UNIQUE (number), CONSTRAINT fk_meeting_series_id FOREIGN KEY(series_id) REFERENCES
    meeting_series (id) )""",
    """CREATE INDEX ix_meeting_held_on ON meeting (held_on)""",
    """CREATE INDEX ix_meeting_state_held_on ON meeting (state, held_on)""",
    """CREATE TABLE office_mode_change ( id INTEGER NOT NULL, mode VARCHAR NOT NULL, from_on DATE NOT NULL, staff_id
    INTEGER, CONSTRAINT pk_office_mode_change PRIMARY KEY (id), CONSTRAINT uq_office_mode_change_from_on UNIQUE
    (from_on), CONSTRAINT fk_office_mode_change_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) )""",
    """CREATE TABLE screen_state ( id INTEGER NOT NULL, staff_id INTEGER NOT NULL, place JSON NOT NULL, unsent JSON NOT
    NULL, seen_link INTEGER NOT NULL, CONSTRAINT pk_screen_state PRIMARY KEY (id), CONSTRAINT uq_screen_state_staff_id
    UNIQUE (staff_id), CONSTRAINT fk_screen_state_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) )""",
    """CREATE TABLE series_member ( id INTEGER NOT NULL, series_id INTEGER NOT NULL, position INTEGER NOT NULL, agency_name
    VARCHAR NOT NULL, post VARCHAR NOT NULL, name VARCHAR NOT NULL, seat VARCHAR NOT NULL, role VARCHAR NOT NULL, since
    VARCHAR NOT NULL, until VARCHAR NOT NULL, pledged_on VARCHAR NOT NULL, CONSTRAINT pk_series_member PRIMARY KEY (id),
    CONSTRAINT fk_series_member_series_id FOREIGN KEY(series_id) REFERENCES meeting_series (id) )""",
    """CREATE INDEX ix_series_member_series_id ON series_member (series_id)""",
    """CREATE TABLE sheet_edition ( id INTEGER NOT NULL, sheet_key VARCHAR NOT NULL, edition INTEGER NOT NULL, definition
    JSON NOT NULL, why VARCHAR NOT NULL, made_on DATE NOT NULL, origin VARCHAR NOT NULL, staff_id INTEGER, CONSTRAINT
    pk_sheet_edition PRIMARY KEY (id), CONSTRAINT uq_sheet_edition_sheet_key_edition UNIQUE (sheet_key, edition),
    CONSTRAINT fk_sheet_edition_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) )""",
    """CREATE TABLE training_guest ( id INTEGER NOT NULL, training_id INTEGER NOT NULL, position INTEGER NOT NULL,
    agency_name VARCHAR NOT NULL, name VARCHAR NOT NULL, came_as VARCHAR NOT NULL, CONSTRAINT pk_training_guest PRIMARY
    KEY (id), CONSTRAINT fk_training_guest_training_id FOREIGN KEY(training_id) REFERENCES training (id) )""",
    """CREATE INDEX ix_training_guest_training_id ON training_guest (training_id)""",
    """CREATE TABLE attachment ( id INTEGER NOT NULL, content_id INTEGER NOT NULL, sheet_key VARCHAR NOT NULL, subject
    VARCHAR NOT NULL, subject_id INTEGER NOT NULL, case_id INTEGER, title VARCHAR NOT NULL, media_type VARCHAR NOT NULL,
    bytes_long INTEGER NOT NULL, sha256 VARCHAR NOT NULL, pages INTEGER NOT NULL, from_whom VARCHAR NOT NULL,
    received_on DATE, position INTEGER NOT NULL, CONSTRAINT pk_attachment PRIMARY KEY (id), CONSTRAINT
    fk_attachment_content_id FOREIGN KEY(content_id) REFERENCES attachment_content (id), CONSTRAINT
    fk_attachment_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) )""",
    """CREATE INDEX ix_attachment_case_id ON attachment (case_id)""",
    """CREATE TABLE attendance ( id INTEGER NOT NULL, meeting_id INTEGER NOT NULL, position INTEGER NOT NULL, contact_id
    INTEGER, staff_id INTEGER, agency_name VARCHAR NOT NULL, post VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR
    NOT NULL, presence VARCHAR NOT NULL, pledged_on DATE, CONSTRAINT pk_attendance PRIMARY KEY (id), CONSTRAINT
    fk_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), CONSTRAINT fk_attendance_contact_id
    FOREIGN KEY(contact_id) REFERENCES contact (id), CONSTRAINT fk_attendance_staff_id FOREIGN KEY(staff_id) REFERENCES
    staff (id) )""",
    """CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id)""",
    """CREATE TABLE case_agency ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, agency_id INTEGER, contact_id INTEGER,
    resource_id INTEGER, agency_name VARCHAR NOT NULL, contact_name VARCHAR NOT NULL, what VARCHAR NOT NULL, since_on
    DATE, until_on DATE, CONSTRAINT pk_case_agency PRIMARY KEY (id), CONSTRAINT fk_case_agency_case_id FOREIGN
    KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_case_agency_agency_id FOREIGN KEY(agency_id) REFERENCES agency
    (id), CONSTRAINT fk_case_agency_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id), CONSTRAINT
    fk_case_agency_resource_id FOREIGN KEY(resource_id) REFERENCES resource (id) )""",
    """CREATE INDEX ix_case_agency_agency_id ON case_agency (agency_id)""",
    """CREATE INDEX ix_case_agency_case_id ON case_agency (case_id)""",
    """CREATE INDEX ix_case_agency_resource_id ON case_agency (resource_id)""",
    """CREATE TABLE case_period ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, opened_on DATE NOT NULL, ordinal INTEGER
    NOT NULL, opened_why VARCHAR NOT NULL, closed_on DATE, close_reason VARCHAR NOT NULL, closing_summary VARCHAR NOT
    NULL, lead_supporter VARCHAR NOT NULL, walks_along VARCHAR NOT NULL, leftovers VARCHAR NOT NULL,
    earlier_would_have_helped VARCHAR NOT NULL, missing_resources VARCHAR NOT NULL, reopen_hint VARCHAR NOT NULL,
    look_again_on DATE, decided_meeting_id INTEGER, CONSTRAINT pk_case_period PRIMARY KEY (id), CONSTRAINT
    uq_case_period_case_id_ordinal UNIQUE (case_id, ordinal), CONSTRAINT fk_case_period_case_id FOREIGN KEY(case_id)
    REFERENCES "case" (id), CONSTRAINT fk_case_period_decided_meeting_id FOREIGN KEY(decided_meeting_id) REFERENCES
    meeting (id) )""",
    """CREATE INDEX ix_case_period_case_id ON case_period (case_id)""",
    """CREATE INDEX ix_case_period_look_again_on ON case_period (look_again_on)""",
    """CREATE TABLE case_person ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, person_id INTEGER NOT NULL, part VARCHAR
    NOT NULL, CONSTRAINT pk_case_person PRIMARY KEY (id), CONSTRAINT uq_case_person_case_id_person_id UNIQUE (case_id,
    person_id), CONSTRAINT fk_case_person_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT
    fk_case_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) )""",
    """CREATE INDEX ix_case_person_case_id ON case_person (case_id)""",
    """CREATE INDEX ix_case_person_person_id ON case_person (person_id)""",
    """CREATE TABLE companion ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, position INTEGER NOT NULL, who VARCHAR NOT
    NULL, how VARCHAR NOT NULL, since VARCHAR NOT NULL, until VARCHAR NOT NULL, CONSTRAINT pk_companion PRIMARY KEY
    (id), CONSTRAINT fk_companion_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) )""",
    """CREATE INDEX ix_companion_case_id ON companion (case_id)""",
    """CREATE TABLE consent ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, person_id INTEGER NOT NULL, state VARCHAR NOT
    NULL, give BOOLEAN NOT NULL, take BOOLEAN NOT NULL, categories JSON NOT NULL, agencies VARCHAR NOT NULL, method
    VARCHAR NOT NULL, relation VARCHAR NOT NULL, heard_by VARCHAR NOT NULL, obtained_on DATE, explained_by VARCHAR NOT
    NULL, review_on DATE, withdrawn_on DATE, withdrawn_why VARCHAR NOT NULL, reason_without VARCHAR NOT NULL,
    basis_without VARCHAR NOT NULL, CONSTRAINT pk_consent PRIMARY KEY (id), CONSTRAINT fk_consent_case_id FOREIGN
    KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_consent_person_id FOREIGN KEY(person_id) REFERENCES person (id) )""",
    """CREATE INDEX ix_consent_case_id ON consent (case_id)""",
    """CREATE INDEX ix_consent_person_id ON consent (person_id)""",
    """CREATE INDEX ix_consent_state_review_on ON consent (state, review_on)""",
    """CREATE TABLE drawing_place ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, drawing VARCHAR NOT NULL, mark VARCHAR
    NOT NULL, left_mm DOUBLE NOT NULL, top_mm DOUBLE NOT NULL, CONSTRAINT pk_drawing_place PRIMARY KEY (id), CONSTRAINT
    uq_drawing_place_case_id_drawing_mark UNIQUE (case_id, drawing, mark), CONSTRAINT fk_drawing_place_case_id FOREIGN
    KEY(case_id) REFERENCES "case" (id) )""",
    """CREATE INDEX ix_drawing_place_case_id ON drawing_place (case_id)""",
    """CREATE TABLE eco_tie ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    agency_id INTEGER, resource_id INTEGER, person_id INTEGER, strength VARCHAR NOT NULL, direction VARCHAR NOT NULL,
    tense VARCHAR NOT NULL, note VARCHAR NOT NULL, position INTEGER NOT NULL, since_on DATE, CONSTRAINT pk_eco_tie
    PRIMARY KEY (id), CONSTRAINT fk_eco_tie_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT
    fk_eco_tie_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), CONSTRAINT fk_eco_tie_resource_id FOREIGN
    KEY(resource_id) REFERENCES resource (id), CONSTRAINT fk_eco_tie_person_id FOREIGN KEY(person_id) REFERENCES person
    (id) )""",
    """CREATE INDEX ix_eco_tie_agency_id ON eco_tie (agency_id)""",
    """CREATE INDEX ix_eco_tie_case_id ON eco_tie (case_id)""",
    """CREATE INDEX ix_eco_tie_resource_id ON eco_tie (resource_id)""",
    """CREATE TABLE filled_sheet ( id INTEGER NOT NULL, sheet_key VARCHAR NOT NULL, edition INTEGER NOT NULL, subject
    VARCHAR NOT NULL, subject_id INTEGER NOT NULL, case_id INTEGER, answers JSON NOT NULL, finished_on DATE, changed_at
    DATETIME, CONSTRAINT pk_filled_sheet PRIMARY KEY (id), CONSTRAINT uq_filled_sheet_sheet_key_subject_subject_id
    UNIQUE (sheet_key, subject, subject_id), CONSTRAINT fk_filled_sheet_case_id FOREIGN KEY(case_id) REFERENCES "case"
    (id) )""",
    """CREATE INDEX ix_filled_sheet_case_id ON filled_sheet (case_id)""",
    """CREATE TABLE handout ( id INTEGER NOT NULL, meeting_id INTEGER NOT NULL, printed_at DATETIME NOT NULL, staff_id
    INTEGER, degree VARCHAR NOT NULL, rule VARCHAR NOT NULL, papers JSON NOT NULL, pages INTEGER NOT NULL, shredded_on
    DATE, shredded_by VARCHAR NOT NULL, CONSTRAINT pk_handout PRIMARY KEY (id), CONSTRAINT fk_handout_meeting_id FOREIGN
    KEY(meeting_id) REFERENCES meeting (id), CONSTRAINT fk_handout_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
    )""",
    """CREATE INDEX ix_handout_meeting_id ON handout (meeting_id)""",
    """CREATE TABLE life_event ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, person_id INTEGER, position INTEGER NOT
    NULL, happened VARCHAR NOT NULL, what VARCHAR NOT NULL, own_view VARCHAR NOT NULL, source VARCHAR NOT NULL,
    learned_on VARCHAR NOT NULL, CONSTRAINT pk_life_event PRIMARY KEY (id), CONSTRAINT fk_life_event_case_id FOREIGN
    KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_life_event_person_id FOREIGN KEY(person_id) REFERENCES person
    (id) )""",
    """CREATE INDEX ix_life_event_case_id ON life_event (case_id)""",
    """CREATE TABLE meeting_case ( id INTEGER NOT NULL, meeting_id INTEGER NOT NULL, case_id INTEGER NOT NULL, position
    INTEGER NOT NULL, basis VARCHAR NOT NULL, submitter VARCHAR NOT NULL, consent_words VARCHAR NOT NULL, shared_basis
    VARCHAR NOT NULL, stuck_on VARCHAR NOT NULL, shared VARCHAR NOT NULL, strengths VARCHAR NOT NULL, formulation
    VARCHAR NOT NULL, wished_life VARCHAR NOT NULL, direction VARCHAR NOT NULL, supporter_load VARCHAR NOT NULL,
    still_to_ask JSON NOT NULL, lead_supporter VARCHAR NOT NULL, hub VARCHAR NOT NULL, resource_wish VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL, without_plan BOOLEAN NOT NULL, next_on DATE, read_out VARCHAR NOT NULL, CONSTRAINT
    pk_meeting_case PRIMARY KEY (id), CONSTRAINT uq_meeting_case_meeting_id_case_id UNIQUE (meeting_id, case_id),
    CONSTRAINT fk_meeting_case_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), CONSTRAINT
    fk_meeting_case_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) )""",
    """CREATE INDEX ix_meeting_case_case_id ON meeting_case (case_id)""",
    """CREATE INDEX ix_meeting_case_meeting_id ON meeting_case (meeting_id)""",
    """CREATE TABLE note ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, happened_on DATE NOT NULL, begins_at TIME,
    ends_at TIME, staff_id INTEGER, actor VARCHAR NOT NULL, business VARCHAR NOT NULL, mode VARCHAR NOT NULL,
    contact_with JSON NOT NULL, partner VARCHAR NOT NULL, place VARCHAR NOT NULL, support_kinds JSON NOT NULL, facts
    VARCHAR NOT NULL, own_words VARCHAR NOT NULL, third_party VARCHAR NOT NULL, third_party_source VARCHAR NOT NULL,
    third_party_may_be_disclosed VARCHAR NOT NULL, staff_view VARCHAR NOT NULL, small_change VARCHAR NOT NULL,
    is_small_change BOOLEAN NOT NULL, is_draft BOOLEAN NOT NULL, CONSTRAINT pk_note PRIMARY KEY (id), CONSTRAINT
    fk_note_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_note_staff_id FOREIGN KEY(staff_id)
    REFERENCES staff (id) )""",
    """CREATE INDEX ix_note_case_id_happened_on ON note (case_id, happened_on)""",
    """CREATE INDEX ix_note_draft ON note (id) WHERE is_draft IS 1""",
    """CREATE INDEX ix_note_happened_on ON note (happened_on)""",
    """CREATE INDEX ix_note_small_change ON note (happened_on) WHERE is_small_change IS 1""",
    """CREATE TABLE outreach ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, began_on DATE NOT NULL, stage VARCHAR NOT
    NULL, connected_to VARCHAR NOT NULL, connected_on DATE, ended_on DATE, CONSTRAINT pk_outreach PRIMARY KEY (id),
    CONSTRAINT uq_outreach_case_id UNIQUE (case_id), CONSTRAINT fk_outreach_case_id FOREIGN KEY(case_id) REFERENCES
    "case" (id) )""",
    """CREATE INDEX ix_outreach_began_on ON outreach (began_on)""",
    """CREATE TABLE outreach_step ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, position INTEGER NOT NULL, stage VARCHAR
    NOT NULL, reached VARCHAR NOT NULL, why VARCHAR NOT NULL, CONSTRAINT pk_outreach_step PRIMARY KEY (id), CONSTRAINT
    fk_outreach_step_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) )""",
    """CREATE INDEX ix_outreach_step_case_id ON outreach_step (case_id)""",
    """CREATE TABLE paper_given ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, given_on DATE NOT NULL, receiver VARCHAR
    NOT NULL, papers VARCHAR NOT NULL, degree VARCHAR NOT NULL, ground VARCHAR NOT NULL, left_out VARCHAR NOT NULL,
    reason VARCHAR NOT NULL, staff_id INTEGER, CONSTRAINT pk_paper_given PRIMARY KEY (id), CONSTRAINT
    fk_paper_given_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_paper_given_staff_id FOREIGN
    KEY(staff_id) REFERENCES staff (id) )""",
    """CREATE INDEX ix_paper_given_case_id ON paper_given (case_id)""",
    """CREATE TABLE participation ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, began_on DATE NOT NULL, likes VARCHAR
    NOT NULL, worries VARCHAR NOT NULL, wish VARCHAR NOT NULL, CONSTRAINT pk_participation PRIMARY KEY (id), CONSTRAINT
    uq_participation_case_id UNIQUE (case_id), CONSTRAINT fk_participation_case_id FOREIGN KEY(case_id) REFERENCES
    "case" (id) )""",
    """CREATE INDEX ix_participation_began_on ON participation (began_on)""",
    """CREATE TABLE participation_day ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, position INTEGER NOT NULL, day
    VARCHAR NOT NULL, place VARCHAR NOT NULL, how VARCHAR NOT NULL, next_what VARCHAR NOT NULL, CONSTRAINT
    pk_participation_day PRIMARY KEY (id), CONSTRAINT fk_participation_day_case_id FOREIGN KEY(case_id) REFERENCES
    "case" (id) )""",
    """CREATE INDEX ix_participation_day_case_id ON participation_day (case_id)""",
    """CREATE TABLE participation_place ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, position INTEGER NOT NULL, place
    VARCHAR NOT NULL, what VARCHAR NOT NULL, how_often VARCHAR NOT NULL, since VARCHAR NOT NULL, state VARCHAR NOT NULL,
    arranged VARCHAR NOT NULL, goes_along VARCHAR NOT NULL, settled VARCHAR NOT NULL, follow_on VARCHAR NOT NULL, ended
    VARCHAR NOT NULL, ended_why VARCHAR NOT NULL, CONSTRAINT pk_participation_place PRIMARY KEY (id), CONSTRAINT
    fk_participation_place_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) )""",
    """CREATE INDEX ix_participation_place_case_id ON participation_place (case_id)""",
    """CREATE TABLE referral ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, period_ordinal INTEGER NOT NULL, received_on
    DATE, staff_id INTEGER, submitted_on DATE, intake_mode VARCHAR NOT NULL, route VARCHAR NOT NULL, referrer_kind
    VARCHAR NOT NULL, from_agency_id INTEGER, from_contact_id INTEGER, from_agency_name VARCHAR NOT NULL,
    from_contact_name VARCHAR NOT NULL, from_phone VARCHAR NOT NULL, worries JSON NOT NULL, worries_other VARCHAR NOT
    NULL, issue_view VARCHAR NOT NULL, stuck_on VARCHAR NOT NULL, wished_replies JSON NOT NULL, answer_due_on DATE,
    answered_on DATE, CONSTRAINT pk_referral PRIMARY KEY (id), CONSTRAINT fk_referral_case_id FOREIGN KEY(case_id)
    REFERENCES "case" (id), CONSTRAINT fk_referral_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id), CONSTRAINT
    fk_referral_from_agency_id FOREIGN KEY(from_agency_id) REFERENCES agency (id), CONSTRAINT
    fk_referral_from_contact_id FOREIGN KEY(from_contact_id) REFERENCES contact (id) )""",
    """CREATE INDEX ix_referral_case_id ON referral (case_id)""",
    """CREATE INDEX ix_referral_received_on ON referral (received_on)""",
    """CREATE INDEX ix_referral_waiting ON referral (answer_due_on) WHERE received_on IS NOT NULL AND answered_on IS NULL""",
    """CREATE TABLE search_entry ( id INTEGER NOT NULL, case_id INTEGER, title VARCHAR NOT NULL, meta VARCHAR NOT NULL,
    CONSTRAINT pk_search_entry PRIMARY KEY (id), CONSTRAINT fk_search_entry_case_id FOREIGN KEY(case_id) REFERENCES
    "case" (id) )""",
    """CREATE INDEX ix_search_entry_case_id ON search_entry (case_id)""",
    """CREATE TABLE survey_visit ( id INTEGER NOT NULL, round_id INTEGER NOT NULL, position INTEGER NOT NULL, district
    VARCHAR NOT NULL, household VARCHAR NOT NULL, day VARCHAR NOT NULL, who VARCHAR NOT NULL, met VARCHAR NOT NULL,
    noticed VARCHAR NOT NULL, worrying VARCHAR NOT NULL, case_number VARCHAR NOT NULL, case_id INTEGER, reported_on
    DATE, CONSTRAINT pk_survey_visit PRIMARY KEY (id), CONSTRAINT fk_survey_visit_round_id FOREIGN KEY(round_id)
    REFERENCES survey_round (id), CONSTRAINT fk_survey_visit_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) )""",
    """CREATE INDEX ix_survey_visit_case_id ON survey_visit (case_id)""",
    """CREATE INDEX ix_survey_visit_round_id_position ON survey_visit (round_id, position)""",
    """CREATE TABLE task ( id INTEGER NOT NULL, what VARCHAR NOT NULL, case_id INTEGER, who VARCHAR NOT NULL, staff_id
    INTEGER, due_on DATE, due_words VARCHAR NOT NULL, done_on DATE, waits_for_consent BOOLEAN NOT NULL, origin VARCHAR
    NOT NULL, origin_id INTEGER, ending VARCHAR NOT NULL, ending_words VARCHAR NOT NULL, CONSTRAINT pk_task PRIMARY KEY
    (id), CONSTRAINT fk_task_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_task_staff_id FOREIGN
    KEY(staff_id) REFERENCES staff (id) )""",
    """CREATE INDEX ix_task_case_id ON task (case_id)""",
    """CREATE INDEX ix_task_origin_origin_id ON task (origin, origin_id)""",
    """CREATE INDEX ix_task_to_do ON task (due_on) WHERE done_on IS NULL""",
    """CREATE TABLE veil ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, staff_id INTEGER NOT NULL, why VARCHAR NOT NULL,
    since_on DATE NOT NULL, by_staff_id INTEGER, lifted_on DATE, lifted_by_staff_id INTEGER, CONSTRAINT pk_veil PRIMARY
    KEY (id), CONSTRAINT fk_veil_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_veil_staff_id
    FOREIGN KEY(staff_id) REFERENCES staff (id), CONSTRAINT fk_veil_by_staff_id FOREIGN KEY(by_staff_id) REFERENCES
    staff (id), CONSTRAINT fk_veil_lifted_by_staff_id FOREIGN KEY(lifted_by_staff_id) REFERENCES staff (id) )""",
    """CREATE INDEX ix_veil_case_id ON veil (case_id)""",
    """CREATE INDEX ix_veil_staff_id ON veil (staff_id)""",
    """CREATE TABLE voice_source ( id INTEGER NOT NULL, voice_id INTEGER NOT NULL, heard_on DATE NOT NULL, case_id INTEGER,
    meeting_id INTEGER, folded VARCHAR NOT NULL, CONSTRAINT pk_voice_source PRIMARY KEY (id), CONSTRAINT
    fk_voice_source_voice_id FOREIGN KEY(voice_id) REFERENCES community_voice (id), CONSTRAINT fk_voice_source_case_id
    FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_voice_source_meeting_id FOREIGN KEY(meeting_id)
    REFERENCES meeting (id) )""",
    """CREATE INDEX ix_voice_source_case_id ON voice_source (case_id)""",
    """CREATE INDEX ix_voice_source_heard_on ON voice_source (heard_on)""",
    """CREATE INDEX ix_voice_source_meeting_id ON voice_source (meeting_id)""",
    """CREATE INDEX ix_voice_source_voice_id ON voice_source (voice_id)""",
    """CREATE TABLE agenda_item ( id INTEGER NOT NULL, meeting_id INTEGER NOT NULL, position INTEGER NOT NULL, title
    VARCHAR NOT NULL, minutes INTEGER NOT NULL, meeting_case_id INTEGER, spent_minutes INTEGER, CONSTRAINT
    pk_agenda_item PRIMARY KEY (id), CONSTRAINT fk_agenda_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting
    (id), CONSTRAINT fk_agenda_item_meeting_case_id FOREIGN KEY(meeting_case_id) REFERENCES meeting_case (id) )""",
    """CREATE INDEX ix_agenda_item_meeting_id ON agenda_item (meeting_id)""",
    """CREATE TABLE answer ( id INTEGER NOT NULL, referral_id INTEGER NOT NULL, answered_on DATE, staff_id INTEGER,
    answered_by VARCHAR NOT NULL, replies JSON NOT NULL, replies_other VARCHAR NOT NULL, checks JSON NOT NULL,
    checks_other VARCHAR NOT NULL, comment VARCHAR NOT NULL, next_step VARCHAR NOT NULL, next_due_on DATE, told_back_on
    DATE, told_back VARCHAR NOT NULL, told_back_way VARCHAR NOT NULL, CONSTRAINT pk_answer PRIMARY KEY (id), CONSTRAINT
    uq_answer_referral_id UNIQUE (referral_id), CONSTRAINT fk_answer_referral_id FOREIGN KEY(referral_id) REFERENCES
    referral (id), CONSTRAINT fk_answer_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) )""",
    """CREATE INDEX ix_answer_answered_on ON answer (answered_on)""",
    """CREATE INDEX ix_answer_to_tell ON answer (answered_on) WHERE answered_on IS NOT NULL AND told_back_on IS NULL""",
    """CREATE TABLE closing_look ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, period_id INTEGER NOT NULL, person_id
    INTEGER NOT NULL, "left" VARCHAR NOT NULL, words VARCHAR NOT NULL, CONSTRAINT pk_closing_look PRIMARY KEY (id),
    CONSTRAINT uq_closing_look_period_id_person_id UNIQUE (period_id, person_id), CONSTRAINT fk_closing_look_case_id
    FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_closing_look_period_id FOREIGN KEY(period_id) REFERENCES
    case_period (id), CONSTRAINT fk_closing_look_person_id FOREIGN KEY(person_id) REFERENCES person (id) )""",
    """CREATE INDEX ix_closing_look_case_id ON closing_look (case_id)""",
    """CREATE INDEX ix_closing_look_person_id ON closing_look (person_id)""",
    """CREATE TABLE decision ( id INTEGER NOT NULL, meeting_case_id INTEGER NOT NULL, position INTEGER NOT NULL,
    attendance_id INTEGER, who VARCHAR NOT NULL, what VARCHAR NOT NULL, role VARCHAR NOT NULL, due VARCHAR NOT NULL,
    contact VARCHAR NOT NULL, result VARCHAR NOT NULL, no_role_reason VARCHAR NOT NULL, dropped_why VARCHAR NOT NULL,
    carried_from_id INTEGER, read_out VARCHAR NOT NULL, CONSTRAINT pk_decision PRIMARY KEY (id), CONSTRAINT
    fk_decision_meeting_case_id FOREIGN KEY(meeting_case_id) REFERENCES meeting_case (id), CONSTRAINT
    fk_decision_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance (id) )""",
    """CREATE INDEX ix_decision_carried_from_id ON decision (carried_from_id)""",
    """CREATE INDEX ix_decision_meeting_case_id ON decision (meeting_case_id)""",
    """CREATE TABLE handout_copy ( id INTEGER NOT NULL, handout_id INTEGER NOT NULL, number INTEGER NOT NULL, attendance_id
    INTEGER, holder VARCHAR NOT NULL, returned_on DATE, returned_at TIME, missing_why VARCHAR NOT NULL, explained_on
    DATE, CONSTRAINT pk_handout_copy PRIMARY KEY (id), CONSTRAINT fk_handout_copy_handout_id FOREIGN KEY(handout_id)
    REFERENCES handout (id), CONSTRAINT fk_handout_copy_attendance_id FOREIGN KEY(attendance_id) REFERENCES attendance
    (id) )""",
    """CREATE INDEX ix_handout_copy_handout_id ON handout_copy (handout_id)""",
    """CREATE INDEX ix_handout_copy_out ON handout_copy (handout_id, number) WHERE returned_on IS NULL AND explained_on IS
    NULL""",
    """CREATE TABLE open_question ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, meeting_case_id INTEGER, position
    INTEGER NOT NULL, what VARCHAR NOT NULL, finder VARCHAR NOT NULL, due VARCHAR NOT NULL, found VARCHAR NOT NULL,
    found_on DATE, CONSTRAINT pk_open_question PRIMARY KEY (id), CONSTRAINT fk_open_question_case_id FOREIGN
    KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_open_question_meeting_case_id FOREIGN KEY(meeting_case_id)
    REFERENCES meeting_case (id) )""",
    """CREATE INDEX ix_open_question_case_id ON open_question (case_id)""",
    """CREATE TABLE outreach_visit ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, note_id INTEGER NOT NULL, position
    INTEGER NOT NULL, day VARCHAR NOT NULL, met VARCHAR NOT NULL, next_on VARCHAR NOT NULL, next_what VARCHAR NOT NULL,
    taken_over BOOLEAN NOT NULL, CONSTRAINT pk_outreach_visit PRIMARY KEY (id), CONSTRAINT fk_outreach_visit_case_id
    FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT uq_outreach_visit_note_id UNIQUE (note_id), CONSTRAINT
    fk_outreach_visit_note_id FOREIGN KEY(note_id) REFERENCES note (id) )""",
    """CREATE INDEX ix_outreach_visit_case_id ON outreach_visit (case_id)""",
    """CREATE TABLE "plan" ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, number VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    made_on DATE, staff_id INTEGER, made_by VARCHAR NOT NULL, meeting_case_id INTEGER, wish VARCHAR NOT NULL, issues
    VARCHAR NOT NULL, goal_long VARCHAR NOT NULL, goal_short VARCHAR NOT NULL, direction VARCHAR NOT NULL, own_efforts
    VARCHAR NOT NULL, informal VARCHAR NOT NULL, lead_supporter VARCHAR NOT NULL, uses_outreach VARCHAR NOT NULL,
    outreach_text VARCHAR NOT NULL, uses_participation VARCHAR NOT NULL, participation_text VARCHAR NOT NULL,
    period_from DATE, period_until DATE, next_on DATE, emergency VARCHAR NOT NULL, verdict VARCHAR NOT NULL, decided_on
    DATE, agreed_on DATE, CONSTRAINT pk_plan PRIMARY KEY (id), CONSTRAINT fk_plan_case_id FOREIGN KEY(case_id)
    REFERENCES "case" (id), CONSTRAINT uq_plan_number UNIQUE (number), CONSTRAINT fk_plan_staff_id FOREIGN KEY(staff_id)
    REFERENCES staff (id), CONSTRAINT fk_plan_meeting_case_id FOREIGN KEY(meeting_case_id) REFERENCES meeting_case (id)
    )""",
    """CREATE INDEX ix_plan_case_id ON "plan" (case_id)""",
    """CREATE INDEX ix_plan_meeting_case_id ON "plan" (meeting_case_id)""",
    """CREATE INDEX ix_plan_period_until ON "plan" (period_until)""",
    """CREATE TABLE referral_look ( id INTEGER NOT NULL, review_id INTEGER NOT NULL, referral_id INTEGER NOT NULL, case_id
    INTEGER NOT NULL, looked_on DATE NOT NULL, "by" VARCHAR NOT NULL, next_words VARCHAR NOT NULL, CONSTRAINT
    pk_referral_look PRIMARY KEY (id), CONSTRAINT uq_referral_look_review_id_referral_id UNIQUE (review_id,
    referral_id), CONSTRAINT fk_referral_look_review_id FOREIGN KEY(review_id) REFERENCES referral_review (id),
    CONSTRAINT fk_referral_look_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id), CONSTRAINT
    fk_referral_look_case_id FOREIGN KEY(case_id) REFERENCES "case" (id) )""",
    """CREATE INDEX ix_referral_look_case_id ON referral_look (case_id)""",
    """CREATE INDEX ix_referral_look_referral_id ON referral_look (referral_id)""",
    """CREATE INDEX ix_referral_look_review_id ON referral_look (review_id)""",
    """CREATE TABLE monitoring ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, due_on DATE NOT NULL, plan_id INTEGER,
    done_on DATE, change VARCHAR NOT NULL, memo VARCHAR NOT NULL, CONSTRAINT pk_monitoring PRIMARY KEY (id), CONSTRAINT
    fk_monitoring_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_monitoring_plan_id FOREIGN
    KEY(plan_id) REFERENCES "plan" (id) )""",
    """CREATE INDEX ix_monitoring_case_id ON monitoring (case_id)""",
    """CREATE INDEX ix_monitoring_due_on ON monitoring (due_on)""",
    """CREATE TABLE plan_row ( id INTEGER NOT NULL, plan_id INTEGER NOT NULL, position INTEGER NOT NULL, who VARCHAR NOT
    NULL, what VARCHAR NOT NULL, due VARCHAR NOT NULL, how VARCHAR NOT NULL, "check" VARCHAR NOT NULL, result VARCHAR
    NOT NULL, CONSTRAINT pk_plan_row PRIMARY KEY (id), CONSTRAINT fk_plan_row_plan_id FOREIGN KEY(plan_id) REFERENCES
    "plan" (id) )""",
    """CREATE INDEX ix_plan_row_plan_id ON plan_row (plan_id)""",
    """CREATE TABLE role_review ( id INTEGER NOT NULL, case_id INTEGER NOT NULL, monitoring_id INTEGER NOT NULL, origin
    VARCHAR NOT NULL, origin_id INTEGER NOT NULL, role VARCHAR NOT NULL, state VARCHAR NOT NULL, who VARCHAR NOT NULL,
    why VARCHAR NOT NULL, CONSTRAINT pk_role_review PRIMARY KEY (id), CONSTRAINT fk_role_review_case_id FOREIGN
    KEY(case_id) REFERENCES "case" (id), CONSTRAINT fk_role_review_monitoring_id FOREIGN KEY(monitoring_id) REFERENCES
    monitoring (id) )""",
    """CREATE INDEX ix_role_review_case_id ON role_review (case_id)""",
    """CREATE INDEX ix_role_review_monitoring_id ON role_review (monitoring_id)""",
)
