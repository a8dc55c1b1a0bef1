"""How a draft words its tasks: what nobody could measure later is named (S4.13-S4.15). Advice only."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.clauses import Node
from rules.completeness import texts_with_children
from rules.proposals import TaskProposal, propose_tasks


class Wording(StrEnum):
    """What is weak in the way a task is given."""

    UNMEASURED = "unmeasured"  # neither a number nor a product nor a date
    QUALITATIVE = "qualitative"  # định tính: "tăng cường", "nâng cao", without number or product
    ROUTINE = "routine"  # thường xuyên, đương nhiên: what the unit has to do anyway
    SCATTERED = "scattered"  # dàn trải: for everybody, led by nobody
    COMPOUND = "compound"  # several works in one
    WHOLE_TERM = "whole_term"  # from now to the end of the term, without a step between


@dataclass(frozen=True, kw_only=True, slots=True)
class Weak:
    """A clause that gives a task, and what is weak in it, in the order of `Wording`."""

    #: the clause, by its index in the outline
    clause: int
    wordings: tuple[Wording, ...]


MOST_UNITS = 4
"""So many cooperating units can still be called together by the one in the lead."""
_MOST_WORKS = 2
_LEAST_WORDS_OF_A_WORK = 5
_LONG_YEARS = 4

_PRODUCT = re.compile(
    r"\b(?:ban hành|xây dựng|lập|trình|hoàn thiện|hoàn thành|nộp|gửi|công bố|phê duyệt|tham mưu|soạn|in"
    r"|cấp|tổ chức|lắp đặt|thành lập|ký kết|bàn giao|nghiệm thu)\b[^.;:\n]{0,60}?"
    r"\b(?:kế hoạch|báo cáo|đề án|quy chế|quy định|quyết định|danh sách|hướng dẫn|tờ trình|chương trình"
    r"|hồ sơ|biên bản|phương án|bản đồ|sổ tay|mô hình|công trình|hội nghị|phần mềm|lớp|tổ|đội|sổ)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:tăng cường|nâng cao|đẩy mạnh|tiếp tục|quan tâm|chú trọng|phát huy|không ngừng|từng bước"
    r"|tích cực|chủ động|quyết liệt|thực hiện tốt|làm tốt|thực hiện có hiệu quả|nghiêm túc)\b",
    re.IGNORECASE,
)
_ROUTINE = re.compile(
    r"\b(?:thường xuyên|(?:hằng|hàng) ngày|duy trì|theo chức năng|theo thẩm quyền|theo nhiệm vụ"
    r"|nhiệm vụ được giao|theo quy định)\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    r"\b(?:các cấp, các ngành|các ngành, các cấp|cả hệ thống chính trị|toàn thể|mọi cơ quan"
    r"|tất cả (?:các )?(?:cơ quan|đơn vị|chi bộ|thôn))\b",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b(?:cả|suốt|trong|hết|toàn) (?:nhiệm kỳ|khóa|khoá)\b", re.IGNORECASE)
_YEARS = re.compile(r"\b(?P<first>20\d\d)\s*-\s*(?P<last>20\d\d)\b")
_WORKS = re.compile(r"[;\n]|\.\s")


def check_wording(
    nodes: Sequence[Node], *, today: date, term_end: date | None = None
) -> tuple[Weak, ...]:
    """Name the clauses whose tasks could not be told done from not done, and why.

    What stands in the clauses below counts too: a general sentence above measured points is measured.
    """
    proposals: dict[int, list[TaskProposal]] = {}
    for proposal in propose_tasks(nodes, today=today, term_end=term_end):
        proposals.setdefault(proposal.clause, []).append(proposal)
    texts = texts_with_children(nodes)
    below = _proposals_below(nodes, proposals)
    found = (
        Weak(clause=clause, wordings=tuple(_weak(held, below[clause], texts[clause], term_end)))
        for clause, held in proposals.items()
        if clause in texts
    )
    return tuple(weak for weak in found if weak.wordings)


def _proposals_below(
    nodes: Sequence[Node], proposals: Mapping[int, Sequence[TaskProposal]]
) -> dict[int, list[TaskProposal]]:
    found = {node.index: list(proposals.get(node.index, ())) for node in nodes}
    for node in reversed(nodes):
        if node.parent in found:
            found[node.parent] += found[node.index]
    return found


def _weak(
    own: Sequence[TaskProposal], held: Sequence[TaskProposal], text: str, term_end: date | None
) -> Iterator[Wording]:
    has_number = any(each.target for each in held)
    has_product = _PRODUCT.search(text) is not None
    dates = [each.due.on for each in held if each.due]
    if not (has_number or has_product or dates):
        yield Wording.UNMEASURED
    if _VAGUE.search(text) and not (has_number or has_product):
        yield Wording.QUALITATIVE
    if _ROUTINE.search(text) and not (has_number or dates):
        yield Wording.ROUTINE
    if _is_scattered(own, text):
        yield Wording.SCATTERED
    if _is_compound(own):
        yield Wording.COMPOUND
    if _takes_the_whole_term(text, dates, term_end):
        yield Wording.WHOLE_TERM


def _is_scattered(own: Sequence[TaskProposal], text: str) -> bool:
    if any(len(each.cooperating) > MOST_UNITS for each in own):
        return True
    return _EVERYBODY.search(text) is not None and not any(each.who for each in own)


def _is_compound(own: Sequence[TaskProposal]) -> bool:
    """Several leads for one clause, or a sentence of several works set apart by semicolons."""
    if len({each.who for each in own if each.who}) > 1:
        return True
    works = {part.strip() for each in own for part in _WORKS.split(each.what)}
    return sum(len(work.split()) >= _LEAST_WORDS_OF_A_WORK for work in works) > _MOST_WORKS


def _takes_the_whole_term(text: str, dates: Sequence[date], term_end: date | None) -> bool:
    if any(term_end is None or on < term_end for on in dates):
        return False
    if dates or _TERM.search(text):
        return True
    return any(int(span["last"]) - int(span["first"]) >= _LONG_YEARS for span in _YEARS.finditer(text))
