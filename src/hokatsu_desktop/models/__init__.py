"""The trade: mapped classes, one module per subject, and the rules that need no database."""

from hokatsu_desktop.models.agency import Agency, Contact
from hokatsu_desktop.models.attachment import Attachment, AttachmentContent
from hokatsu_desktop.models.backup import BackupDrill
from hokatsu_desktop.models.base import Base
from hokatsu_desktop.models.case import Case, CaseAgency, CasePeriod, CasePerson, LifeEvent, Part, Stage
from hokatsu_desktop.models.change import ChangeEntry
from hokatsu_desktop.models.closing import ClosingLook, Left
from hokatsu_desktop.models.community import CommunityIssue, CommunityVoice, IssueOutcome, VoiceKind, VoiceSource
from hokatsu_desktop.models.consent import Consent, ConsentState, ConsentSummary
from hokatsu_desktop.models.disposal import Disposal, DisposedCase, KeptFigure
from hokatsu_desktop.models.drawing import DrawingPlace, EcoTie
from hokatsu_desktop.models.handout import Degree, Handout, HandoutCopy
from hokatsu_desktop.models.handover import Handover
from hokatsu_desktop.models.inbox import ReferralLook, ReferralReview
from hokatsu_desktop.models.medium import Medium, MediumLoan
from hokatsu_desktop.models.meeting import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingBasis,
    MeetingCase,
    MeetingState,
    OpenQuestion,
)
from hokatsu_desktop.models.note import Note
from hokatsu_desktop.models.office import Office, OfficeMode, OfficeModeChange, ScreenState, Staff, StaffRole
from hokatsu_desktop.models.outreach import Companion, Outreach, OutreachStep, OutreachVisit
from hokatsu_desktop.models.paper_given import PaperGiven
from hokatsu_desktop.models.participation import Participation, ParticipationDay, ParticipationPlace
from hokatsu_desktop.models.person import Household, HouseholdMember, Kinship, Person
from hokatsu_desktop.models.plan import Monitoring, Plan, PlanKind, PlanRow, RoleReview
from hokatsu_desktop.models.referral import Answer, Referral, Reply
from hokatsu_desktop.models.resource import Resource
from hokatsu_desktop.models.search import SearchEntry
from hokatsu_desktop.models.series import MeetingSeries, MemberSeat, SeriesMember
from hokatsu_desktop.models.sheet import EditionDraft, FilledSheet, SheetEdition
from hokatsu_desktop.models.survey import SurveyRound, SurveyVisit
from hokatsu_desktop.models.task import Task, TaskEnding, TaskOrigin
from hokatsu_desktop.models.training import Training, TrainingGuest
from hokatsu_desktop.models.veil import Veil
from hokatsu_desktop.models.year_book import YearBook

__all__ = [
    "Agency",
    "AgendaItem",
    "Answer",
    "Attachment",
    "AttachmentContent",
    "Attendance",
    "BackupDrill",
    "Base",
    "Case",
    "CaseAgency",
    "CasePeriod",
    "CasePerson",
    "ChangeEntry",
    "ClosingLook",
    "CommunityIssue",
    "CommunityVoice",
    "Companion",
    "Consent",
    "ConsentState",
    "ConsentSummary",
    "Contact",
    "Decision",
    "Degree",
    "Disposal",
    "DisposedCase",
    "DrawingPlace",
    "EcoTie",
    "EditionDraft",
    "FilledSheet",
    "Handout",
    "HandoutCopy",
    "Handover",
    "Household",
    "HouseholdMember",
    "IssueOutcome",
    "KeptFigure",
    "Kinship",
    "Left",
    "LifeEvent",
    "Medium",
    "MediumLoan",
    "Meeting",
    "MeetingBasis",
    "MeetingCase",
    "MeetingSeries",
    "MeetingState",
    "MemberSeat",
    "Monitoring",
    "Note",
    "Office",
    "OfficeMode",
    "OfficeModeChange",
    "OpenQuestion",
    "Outreach",
    "OutreachStep",
    "OutreachVisit",
    "PaperGiven",
    "Part",
    "Participation",
    "ParticipationDay",
    "ParticipationPlace",
    "Person",
    "Plan",
    "PlanKind",
    "PlanRow",
    "Referral",
    "ReferralLook",
    "ReferralReview",
    "Reply",
    "Resource",
    "RoleReview",
    "ScreenState",
    "SearchEntry",
    "SeriesMember",
    "SheetEdition",
    "Staff",
    "StaffRole",
    "Stage",
    "SurveyRound",
    "SurveyVisit",
    "Task",
    "TaskEnding",
    "TaskOrigin",
    "Training",
    "TrainingGuest",
    "Veil",
    "VoiceKind",
    "VoiceSource",
    "YearBook",
]
