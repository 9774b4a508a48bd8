"""What a sheet is: Sheet, Section, Blank and Column, the facts that screen, check and paper all read."""

from dataclasses import dataclass, replace
from enum import StrEnum

from hokatsu_desktop.sheets.lists import ChoiceList, load_list


class Kind(StrEnum):
    """The kinds of blank. Every reader matches all of them and ends with a raise."""

    TEXT = "text"  # one line
    LINES = "lines"  # several lines
    DATE = "date"  # typed in any spelling, kept as a PartialDate text
    NUMBER = "number"
    CHOICE = "choice"  # one of a list
    CHOICES = "choices"  # several of a list
    MARKS = "marks"  # several of a list, at most one of them marked ◎
    YES_NO = "yes_no"
    PEOPLE = "people"  # rows of household members
    ROWS = "rows"  # rows of a table
    DRAWING = "drawing"  # genogram or ecomap, drawn from the household
    SIGN = "sign"  # left empty on paper for a signature or seal
    WORDS = "words"  # fixed words printed on the sheet, nothing to fill in


class Confidential(StrEnum):
    """Whose knowledge an answer is; kept apart because a person may ask to read the record (個情法76条)."""

    FACT = "fact"
    WORDS = "words"  # the person's own words
    THIRD_PARTY = "third_party"
    STAFF_VIEW = "staff_view"
    SUPPORTER = "supporter"  # the supporter's own difficulty: never in a disclosure print


class Subject(StrEnum):
    """What a filled-in sheet hangs on."""

    REFERRAL = "referral"
    CASE = "case"
    CASE_PERSON = "case_person"  # one person of the household in one case
    MEETING = "meeting"
    MEETING_CASE = "meeting_case"  # one case at one meeting
    PLAN = "plan"
    PERIOD = "period"  # one period of a case, from its beginning to its closing
    NOTE = "note"  # one entry of the 支援経過記録
    AGENCY = "agency"
    CONTACT = "contact"  # a person at an agency: pledges, requests
    ATTENDANCE = "attendance"  # one person at one meeting
    HANDOUT = "handout"  # numbered copies of one print
    REVIEW = "review"  # one weekly look through the referrals
    RESOURCE = "resource"
    VOICE = "voice"  # what the community says
    ISSUE = "issue"  # a community issue
    TRAINING = "training"
    SURVEY = "survey"  # a round of household visits
    SERIES = "series"  # a regular meeting
    YEAR = "year"  # what is counted of a fiscal year
    OFFICE = "office"  # lists and books of the whole office


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a ROWS or PEOPLE blank; width in twelfths of the table."""

    key: str
    label: str
    kind: Kind = Kind.TEXT  # TEXT, LINES, DATE, NUMBER, CHOICE or YES_NO
    width: int = 3
    list: str = ""
    shown_only: bool = False  # printed and shown, never typed: given by the program, for example an age
    square: bool = False  # a YES_NO printed as a square to tick: 返却 □


@dataclass(frozen=True, kw_only=True)
class Blank:
    """One blank of a sheet."""

    key: str
    label: str
    kind: Kind
    width: int = 12  # twelfths of the sheet's width
    lines: int = 1  # least number of text lines kept free, on screen and on paper; of ROWS in each row
    list: str = ""  # key of the choice list (resources/lists) for CHOICE, CHOICES and MARKS
    required: bool = False  # asked for when the sheet is finished, never when it is saved
    reported: bool = False  # 太枠: counted in the report to the country
    confidential: Confidential = Confidential.FACT
    help: str = ""
    bind: str = ""  # typed attribute that holds the answer, for example "person.name"
    shown_only: bool = False  # printed and shown, never typed: given by the program, for example a case number
    suffix: str = ""  # unit printed after the answer, for example "円"
    columns: tuple[Column, ...] = ()
    empty_rows: int = 0  # rows left for handwriting below the filled ones
    hand_rows: int = 0  # rows of an empty sheet for handwriting, where it needs more of them
    hidden: bool = False  # left out by the office: neither shown nor printed, what was answered stays


@dataclass(frozen=True, kw_only=True)
class Section:
    """Blanks under one heading; an empty title prints no heading."""

    key: str
    title: str
    blanks: tuple[Blank, ...]
    new_page: bool = False  # begins on a new page (裏面, 2枚目)
    ruled: bool = True  # False: words of a letter, without rules and labels in grey
    letter: str = ""  # its place in a letter: right, left, body or record (記); the title stands above the first body
    hidden: bool = False  # left out by the office


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet in one edition. Edition 0 is the one shipped with the program."""

    key: str
    title: str
    short_title: str
    subject: Subject
    sections: tuple[Section, ...]
    edition: int = 0
    form_number: str = ""  # 様式第1号
    paper: str = "portrait"  # or "landscape"
    handling: str = ""  # framed words top right, for example 取扱注意
    stamps: tuple[str, ...] = ()  # titles of the 決裁欄, 0 to 6
    receipt_stamp: bool = False  # keep 40 mm square free for a 受付印
    header: str = ""  # words above the title, for example the town's name
    logo: bool = False  # the office's picture above the title
    face: str = "mincho"  # or "gothic"
    margins: str = "bound"  # left edge for a file; or "even_25", "even_20", "even_15" (millimetres)
    both_sides: bool = False  # the binding edge changes sides on the back
    handout: bool = False  # read at a table by everybody: larger type
    preset: str = ""  # which town's referral sheets it belongs to: takashima, sakai, okayama, zama or national
    lists: tuple[ChoiceList, ...] = ()  # choice lists of this edition, instead of the shipped ones of the same key
    note: str = ""  # small print below
    why: str = ""  # 経緯・意味: why the sheet is so

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """All blanks from top to bottom."""
        return tuple(blank for section in self.sections for blank in section.blanks)

    def blank(self, key: str) -> Blank:
        """The blank with this key. Raises KeyError."""
        for blank in self.blanks:
            if blank.key == key:
                return blank
        raise KeyError(key)

    @property
    def is_letter(self) -> bool:
        """Whether it is written as a letter: addressee and sender first, then the title."""
        return any(section.letter for section in self.sections)

    @property
    def as_used(self) -> "Sheet":
        """The sheet without what the office has hidden: what screen, check and paper read."""
        sections = tuple(
            replace(section, blanks=tuple(blank for blank in section.blanks if not blank.hidden))
            for section in self.sections
            if not section.hidden
        )
        return replace(self, sections=tuple(section for section in sections if section.blanks))

    def choice_list(self, key: str) -> ChoiceList:
        """The list with this key as this edition has it: its own, else the shipped one. Raises DefinitionError."""
        return next((own for own in self.lists if own.key == key), None) or load_list(key)
