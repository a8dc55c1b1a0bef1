"""Style tables of official papers: one `Layout` for each standard and version of its rules.

Lengths are millimetres, letters are points. Where guides differ by a point, the value stands here
and nowhere else. A layout carries its own state or Party head, so no paper can mix the two.

Sources: Quy định 399-QĐ/TW (9/1/2026) and Hướng dẫn 05-HD/VPTW (2026), before them Hướng dẫn
36-HD/VPTW (3/4/2018), for the Party; Decree 30/2020/NĐ-CP, Appendix I, for the state.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.bodies import Standard
from rules.numbering import DocumentType


class EndMark(StrEnum):
    """What closes the text of a paper."""

    NONE = ""
    STOP = "."
    SLASHED = "./."


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """How a line is written."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, kw_only=True)
class Page:
    """A sheet standing upright, and its margins."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    header: float = 10  # from the upper edge to the page number
    number: TextStyle = TextStyle(size=14)


@dataclass(frozen=True, kw_only=True)
class HeadLine:
    """A line of the right head, the same on every paper of the standard."""

    text: str
    style: TextStyle


@dataclass(frozen=True, kw_only=True)
class Head:
    """The top of page one: who issues on the left, Party or state on the right."""

    left_width: float
    right_width: float
    lines: tuple[HeadLine, ...]
    rule: float  # length of the solid rule under the last line: as long as its text
    parent: TextStyle
    issuer: TextStyle
    issuer_star: str  # a sign under the issuer; "" where a short rule stands instead
    number: TextStyle
    place_date: TextStyle
    draft_mark: TextStyle
    letter_abstract: TextStyle
    letter_abstract_prefix: str  # before the subject of a letter


@dataclass(frozen=True, kw_only=True)
class Titles:
    """The kind of the paper, what it is about, and to whom it is addressed."""

    title: TextStyle
    abstract: TextStyle
    dashes: str  # a sign under the abstract; "" where a short rule stands instead
    addressees: TextStyle
    address_labels: dict[DocumentType | None, str]  # None: for every other kind


@dataclass(frozen=True, kw_only=True)
class Body:
    """The text between head and signature."""

    style: TextStyle
    table: TextStyle
    line_exact: float | None  # points from line to line; None: `line_multiple` counts
    line_multiple: float
    space_after: float
    indent: float
    bases: TextStyle
    base_prefix: str
    end_mark: EndMark


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Signature on the right, recipients on the left."""

    authority: TextStyle  # T/M … : every line of the heading but the last
    post: TextStyle  # the last line of the heading
    name: TextStyle
    signing_room: float  # points between post and name: four to five blank lines
    recipients_label: str
    recipients_label_style: TextStyle
    recipients: TextStyle
    recipient_separator: str


@dataclass(frozen=True, kw_only=True)
class Layout:
    """All rules of form that one standard had from one day on."""

    id: str
    basis: str
    standard: Standard
    valid_from: date
    font: str
    page: Page
    head: Head
    titles: Titles
    body: Body
    ending: Ending

    def text_width(self, *, is_landscape: bool = False) -> float:
        """Answer how wide the text is on an upright sheet, or on one that lies on its side."""
        if is_landscape:
            return self.page.height - self.page.top - self.page.bottom
        return self.page.width - self.page.left - self.page.right


DRAFT_MARK = "Dự thảo lần {}"

_PARTY_2026 = Layout(
    id="party-2026",
    basis="Quy định 399-QĐ/TW, ngày 09/01/2026; Hướng dẫn 05-HD/VPTW, năm 2026",
    standard=Standard.PARTY,
    valid_from=date(2026, 1, 9),
    font="Times New Roman",
    page=Page(),
    head=Head(
        left_width=80,
        right_width=85,
        lines=(HeadLine(text="ĐẢNG CỘNG SẢN VIỆT NAM", style=TextStyle(size=15, bold=True)),),
        rule=73,
        parent=TextStyle(size=14),
        issuer=TextStyle(size=14, bold=True),
        issuer_star="*",
        number=TextStyle(size=14),
        place_date=TextStyle(size=14, italic=True),
        draft_mark=TextStyle(size=14, italic=True),
        letter_abstract=TextStyle(size=12, italic=True),
        letter_abstract_prefix="Về việc ",
    ),
    titles=Titles(
        title=TextStyle(size=16, bold=True),
        abstract=TextStyle(size=14, bold=True),
        dashes="-----",
        addressees=TextStyle(size=14),
        address_labels={None: "Kính gửi:", DocumentType.SUBMISSION: "Kính trình:"},
    ),
    body=Body(
        style=TextStyle(size=14),
        table=TextStyle(size=12),
        line_exact=18,
        line_multiple=1,
        space_after=6,
        indent=10,
        bases=TextStyle(size=14),
        base_prefix="- ",
        end_mark=EndMark.SLASHED,
    ),
    ending=Ending(
        authority=TextStyle(size=14, bold=True),
        post=TextStyle(size=14),
        name=TextStyle(size=14, bold=True),
        signing_room=76,
        recipients_label="Nơi nhận:",
        recipients_label_style=TextStyle(size=14, underline=True),
        recipients=TextStyle(size=12),
        recipient_separator=";",
    ),
)

_PARTY_2018 = replace(
    _PARTY_2026,
    id="party-2018",
    basis="Quy định 66-QĐ/TW, ngày 06/02/2017; Hướng dẫn 36-HD/VPTW, ngày 03/4/2018",
    valid_from=date(2018, 4, 3),
    titles=replace(_PARTY_2026.titles, address_labels={None: "Kính gửi:"}),
    ending=replace(_PARTY_2026.ending, recipient_separator=","),
)

_STATE_2020 = Layout(
    id="state-2020",
    basis="Nghị định 30/2020/NĐ-CP, ngày 05/3/2020",
    standard=Standard.STATE,
    valid_from=date(2020, 3, 5),
    font="Times New Roman",
    page=Page(number=TextStyle(size=13)),
    head=Head(
        left_width=75,
        right_width=90,
        lines=(
            HeadLine(text="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", style=TextStyle(size=12, bold=True)),
            HeadLine(text="Độc lập - Tự do - Hạnh phúc", style=TextStyle(size=13, bold=True)),
        ),
        rule=55,
        parent=TextStyle(size=12),
        issuer=TextStyle(size=12, bold=True),
        issuer_star="",
        number=TextStyle(size=13),
        place_date=TextStyle(size=13, italic=True),
        draft_mark=TextStyle(size=13, italic=True),
        letter_abstract=TextStyle(size=12),
        letter_abstract_prefix="V/v ",
    ),
    titles=Titles(
        title=TextStyle(size=14, bold=True),
        abstract=TextStyle(size=14, bold=True),
        dashes="",
        addressees=TextStyle(size=14),
        address_labels={None: "Kính gửi:"},
    ),
    body=Body(
        style=TextStyle(size=14),
        table=TextStyle(size=12),
        line_exact=None,
        line_multiple=1.15,
        space_after=6,
        indent=12.7,
        bases=TextStyle(size=14, italic=True),
        base_prefix="",
        end_mark=EndMark.SLASHED,
    ),
    ending=Ending(
        authority=TextStyle(size=14, bold=True),
        post=TextStyle(size=14, bold=True),
        name=TextStyle(size=14, bold=True),
        signing_room=76,
        recipients_label="Nơi nhận:",
        recipients_label_style=TextStyle(size=12, bold=True, italic=True),
        recipients=TextStyle(size=11),
        recipient_separator=";",
    ),
)

LAYOUTS = (_PARTY_2026, _PARTY_2018, _STATE_2020)


def layout_for(standard: Standard, on: date) -> Layout:
    """Answer the layout in force on a day; before the first one, the first one."""
    versions = sorted(
        (layout for layout in LAYOUTS if layout.standard is standard),
        key=lambda layout: layout.valid_from,
    )
    in_force = [layout for layout in versions if layout.valid_from <= on]
    return in_force[-1] if in_force else versions[0]
