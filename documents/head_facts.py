"""What the head zone and the signature of a draft say, for a person to confirm.

Only the head zone is asked for number and date: taking the first ones in the text gives those of
a paper that is cited.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from documents.closing import cells_of, is_name, is_on_behalf, is_post_name
from documents.head_zone import is_rule
from documents.lines import Line
from documents.survey import Survey
from rules.bodies import Standard
from rules.clauses import NodeKind, Outline
from rules.drafts import DraftHead
from rules.folding import fold
from rules.numbering import DocumentType

PARTY_HEAD = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM")
STATE_HEAD = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|[Đđ]ộc lập\s*-\s*[Tt]ự do")
_SYMBOL = re.compile(
    r"Số\s*:?[\s.…_]*(?P<symbol>(?:\d{1,4}[a-zđ]?)?\s*[-/]?\s*(?:\d{4}\s*/\s*)?"
    r"[A-ZĐ]\w{0,11}(?:\s?[-/&]\s?[A-ZĐ]\w{0,11})+|\d{1,4}/\d{4}/[A-ZĐ]\w{1,11})"
)
_NUMBERED = re.compile(r"Số\b")
_PLACE_AND_DATE = re.compile(
    r"(?P<place>[^\W\d][\w .'-]{1,60}?)\s*,\s*ngày\s*(?P<day>\d{1,2})?[\s.…_]*tháng\s*"
    r"(?P<month>\d{1,2})?[\s.…_]*năm\s*(?P<year>\d{4})?"
)
_SYMBOL_END = re.compile(r"^\S*-[A-ZĐ]{2,}\S*\s+")
"""The end of a number that ran into the place beside it."""

_PARTY_SYMBOL = re.compile(r"\d*\s*-\s*[A-ZĐ]\w*\s*/")
_STATE_SYMBOL = re.compile(r"\d+\s*/")
_REASON = re.compile(r"[-+*]?\s*(Căn cứ|Theo đề nghị|Xét|Trên cơ sở|Thực hiện|Theo)\b")
_BODY_WORDS = (
    "dang bo", "dang uy", "huyen uy", "tinh uy", "thanh uy", "xa uy", "ban ", "uy ban", "ubnd",
    "hdnd", "hoi dong", "chi bo", "van phong", "thu tuong", "chinh phu", "bo ", "so ", "phong ",
    "truong", "doan ", "mat tran", "lien doan", "hoi ", "quoc hoi", "chu tich", "cong an",
    "trung tam", "dai hoi",
)  # fmt: skip
_SPOKEN = ("du thao", "lan ", "khan", "thuong khan", "hoa toc", "luu hanh noi bo", "v/v", "van ban")
"""How lines of a letterhead begin that do not name a body."""


def head_of(held: Survey, outline: Outline) -> DraftHead:
    """The facts of a surveyed draft, as printed."""
    # A letter has its subject above the date, not below it.
    is_letter = held.title.document_type is DocumentType.OFFICIAL_LETTER
    end = held.body if is_letter else held.title.end
    zone = [line for place, line in enumerate(held.lines[:end]) if place not in held.noise]
    cells = [cell for line in zone for cell in _parts(line)]
    symbol = _symbol([*cells, *(line.matched for line in zone)])
    place, issued_on = _place_and_date(cells)
    parent, issuer = _bodies(held)
    post, name = _signer(held, outline)
    return DraftHead(
        standard=_standard(cells, symbol),
        type_name=held.title.type_name,
        document_type=held.title.document_type,
        symbol=symbol,
        issuer=issuer,
        parent_body=parent,
        place=place,
        issued_on=issued_on,
        abstract=held.title.abstract,
        legal_bases=_legal_bases(outline),
        signer_post=post,
        signer_name=name,
    )


def _parts(line: Line) -> tuple[str, ...]:
    return () if line.is_blank else cells_of(line)


def _standard(cells: Iterable[str], symbol: str) -> Standard | None:
    """By the head, else by the form of the symbol; None where both heads stand there."""
    texts = list(cells)
    party = any(map(PARTY_HEAD.search, texts))
    state = any(map(STATE_HEAD.search, texts))
    if party is not state:
        return Standard.PARTY if party else Standard.STATE
    if party or not symbol:
        return None
    if _PARTY_SYMBOL.match(symbol):
        return Standard.PARTY
    return Standard.STATE if _STATE_SYMBOL.match(symbol) else None


def _symbol(cells: Iterable[str]) -> str:
    found = next(filter(None, map(_SYMBOL.match, cells)), None)
    return "" if found is None else "".join(found["symbol"].split())


def _place_and_date(cells: Iterable[str]) -> tuple[str, date | None]:
    found = next(filter(None, map(_PLACE_AND_DATE.search, cells)), None)
    if found is None:
        return "", None
    place = _SYMBOL_END.sub("", found["place"].strip())
    if not (found["day"] and found["month"] and found["year"]):
        return place, None
    try:
        return place, date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return place, None


def _bodies(held: Survey) -> tuple[str, str]:
    """The parent body and the issuer, from the capitals at the left of the letterhead."""
    groups: list[list[str]] = []
    for line in held.lines[: held.title.start]:
        if is_rule(line):
            continue
        name = _body_name(next(iter(_parts(line)), ""))
        if name.startswith("Số"):
            break
        if name and (not groups or fold(name).startswith(_BODY_WORDS)):
            groups.append([name])
        elif name:
            groups[-1].append(name)
    named = [" ".join(group) for group in groups]
    return " ".join(named[:-1]), named[-1] if named else ""


def _body_name(cell: str) -> str:
    """A cell without the motto that may have run into it; "Số" where the number begins."""
    bare = STATE_HEAD.split(PARTY_HEAD.split(cell)[0])[0].strip(" *-_|")
    if _NUMBERED.match(bare):
        return "Số"
    spoken = fold(bare).startswith(_SPOKEN) or "CÔNG BÁO" in bare
    return bare if bare.isupper() and len(bare) > 2 and not spoken else ""


def _legal_bases(outline: Outline) -> tuple[str, ...]:
    preambles = (node.text for node in outline.nodes if node.kind is NodeKind.PREAMBLE)
    found: list[str] = []
    for paragraph in next(preambles, "").split("\n"):
        reason = _REASON.match(paragraph)
        listed = reason and (reason[1] == "Căn cứ" or paragraph.endswith((";", ",")))
        closes = reason and found and paragraph.endswith(".") and len(paragraph) < 300
        if listed or closes:
            found.append(paragraph.lstrip("-+* "))
    return tuple(found)


def _signer(held: Survey, outline: Outline) -> tuple[str, str]:
    signatures = (node for node in outline.nodes if node.kind is NodeKind.SIGNATURE)
    node = next(signatures, None)
    if node is None:
        return "", ""
    post = ""
    for first, last in node.spans:
        for line in held.lines[first - 1 : last]:
            for cell in _parts(line):
                if is_post_name(cell):
                    post = cell.strip()
                elif post and is_name(cell) and not _is_addressed(line, cell):
                    return post, cell.strip()
    return post, ""


def _is_addressed(line: Line, cell: str) -> bool:
    """Whether a cell beside a signature is one of the recipients."""
    return not is_on_behalf(line) and len(line.cells) > 1 and cell == line.cells[0]


def has_mixed_heads(lines: Sequence[Line]) -> bool:
    """Whether the Party's head and the state's motto stand over one paper."""
    texts = [line.matched for line in lines]
    return any(map(PARTY_HEAD.search, texts)) and any(map(STATE_HEAD.search, texts))
