"""What a clause that gives a task should say and does not (S2.25). Advice, never a refusal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.clauses import Node, NodeKind
from rules.folding import match_form, nfc
from rules.proposals import TaskProposal, propose_tasks


class TaskPart(StrEnum):
    """The six things that a resolution says of each of its tasks (S2.25)."""

    CONTENT = "content"
    REQUIREMENT = "requirement"  # how well, how much
    MEASURES = "measures"
    DEADLINE = "deadline"
    DOER = "doer"
    INSPECTOR = "inspector"  # who inspects, supervises or urges


@dataclass(frozen=True, kw_only=True, slots=True)
class Incomplete:
    """A clause and the parts that it lacks, in the order of `TaskPart`."""

    #: the clause, by its index in the outline
    clause: int
    missing: tuple[TaskPart, ...]


_LEAST_WORDS = 4
_WORDS_OF: dict[TaskPart, re.Pattern[str]] = {
    TaskPart.REQUIREMENT: re.compile(
        r"\b(?:bảo đảm|đảm bảo|yêu cầu|đạt|đúng quy định|theo quy định|theo đúng|chất lượng|không để"
        r"|hiệu quả|đầy đủ|kịp thời|nghiêm túc)\b",
        re.IGNORECASE,
    ),
    TaskPart.MEASURES: re.compile(
        r"\b(?:bằng|thông qua|giải pháp|biện pháp|kế hoạch|tổ chức|phối hợp|tuyên truyền|vận động"
        r"|huy động|tập huấn|lồng ghép|hướng dẫn|xây dựng|rà soát|bố trí|đầu tư|hỗ trợ)\b",
        re.IGNORECASE,
    ),
    TaskPart.DEADLINE: re.compile(
        r"\b(?:(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)|định kỳ|thường xuyên|ngay sau)\b",
        re.IGNORECASE,
    ),
    TaskPart.INSPECTOR: re.compile(r"\b(?:kiểm tra|giám sát|đôn đốc|theo dõi)\b", re.IGNORECASE),
}
_WATCHES_OVER_ALL = re.compile(
    r"\b(?:kiểm tra|giám sát|đôn đốc|theo dõi)\b[^.\n]{0,120}\bthực hiện\b[^.\n]{0,40}"
    r"\b(?:nghị quyết|quyết định|kế hoạch|chương trình|chỉ thị|đề án|kết luận)\b",
    re.IGNORECASE,
)


def check_completeness(
    nodes: Sequence[Node], *, today: date, term_end: date | None = None
) -> tuple[Incomplete, ...]:
    """The clauses that seem to give a task and do not say all of S2.25, with what is missing.

    What stands in the clauses below counts too; one clause that has somebody watch over the whole
    resolution names an inspector for all.
    """
    proposals: dict[int, list[TaskProposal]] = {}
    for proposal in propose_tasks(nodes, today=today, term_end=term_end):
        proposals.setdefault(proposal.clause, []).append(proposal)
    texts = texts_with_children(nodes)
    watched = any(_WATCHES_OVER_ALL.search(text) for text in texts.values())
    found = (
        Incomplete(clause=clause, missing=tuple(_missing(held, texts[clause], watched=watched)))
        for clause, held in proposals.items()
        if clause in texts
    )
    return tuple(incomplete for incomplete in found if incomplete.missing)


def _missing(held: Sequence[TaskProposal], text: str, *, watched: bool) -> Iterator[TaskPart]:
    present = {part for part, words in _WORDS_OF.items() if words.search(text)}
    if any(len(proposal.what.split()) >= _LEAST_WORDS for proposal in held):
        present.add(TaskPart.CONTENT)
    if any(proposal.target for proposal in held):
        present.add(TaskPart.REQUIREMENT)
    if any(proposal.due for proposal in held):
        present.add(TaskPart.DEADLINE)
    if all(proposal.who for proposal in held):
        present.add(TaskPart.DOER)
    if watched:
        present.add(TaskPart.INSPECTOR)
    yield from (part for part in TaskPart if part not in present)


def texts_with_children(nodes: Sequence[Node]) -> dict[int, str]:
    """For each clause its text and that of the clauses below it, for patterns."""
    texts = {node.index: match_form(nfc(node.text)) for node in nodes if node.kind is NodeKind.CLAUSE}
    for node in reversed(nodes):
        if node.parent in texts and node.index in texts:
            texts[node.parent] += "\n" + texts[node.index]
    return texts
