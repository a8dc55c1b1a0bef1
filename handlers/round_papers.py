"""Papers of a round in chats: handed in by those who run it, opened by those who are asked."""

from actions import round_papers
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.round_papers import PapersOfDraft, RoundPaper, RoundPapers


@press
def ask_paper(turn: Turn, round_id: int) -> None:
    """Ask for a file."""
    ask_text(turn, take_paper, round_id=round_id)


@answer
def take_paper(turn: Turn, round_id: int) -> None:
    """Take it; what is written below it is its title, else its name is."""
    document = turn.document_expected
    title = " ".join((turn.message.caption or document.file_name or "").split())
    round_papers.hand_in_paper(
        turn.work, round_id, chat_id=turn.place_id, title=title, file_id=document.file_id,
        file_name=document.file_name or "", size=document.file_size or 0,
    )  # fmt: skip


@press
def drop_paper(turn: Turn, paper_id: int) -> None:
    """Take one out."""
    turn.show(RoundPapers(round_id=round_papers.drop_paper(turn.work, paper_id)))


@press
def open_list(turn: Turn, resolution_id: int) -> None:
    """Show the papers that go with a draft; of whoever only reads nothing is noted."""
    turn.work.tell(PapersOfDraft(resolution_id=resolution_id), chat_id=turn.place_id)


@press
def open_paper(turn: Turn, paper_id: int) -> None:
    """Give one."""
    turn.work.tell(RoundPaper(paper_id=paper_id), chat_id=turn.place_id)
