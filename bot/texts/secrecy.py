"""Words about papers that could not be looked through, and those that were let go of."""

from bot.texts.posts import Post, clip, press
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import secrecy as act
from rules.secrecy import Inside, PaperGone, PaperLetGo, PaperSwollen, UnseenPaper
from storage.members import MemberRow
from storage.secrecy import HandedInRow


@words_for(UnseenPaper)
def unseen_paper(reader: Reader, notice: UnseenPaper) -> Post:
    """Ask whoever handed a paper in whether it is secret; nobody else has seen it yet."""
    paper = reader.session.get(HandedInRow, notice.handed_in_id)
    member = reader.session.get(MemberRow, paper.member_id) if paper else None
    if paper is None or member is None or member.user_id != reader.user_id:
        raise Vanished
    return Post(
        text=lines(
            _(
                "<b>I could not look into this file: {name}</b>",
                name=clip(paper.title or paper.file_name, 80) or "?",
            ),
            why_unseen(paper.inside),
            _("Nobody else has been given it. Please look at it: does it bear a mark of secrecy?"),
        ),
        buttons=[
            [press(_("Not secret, take it"), act.vouch, handed_in_id=paper.id)],
            [press(_("Do not take it"), act.let_go, handed_in_id=paper.id)],
        ],
    )


def why_unseen(inside: Inside) -> str:
    """Say why nobody could look into a file, and what would help."""
    match inside:
        case Inside.SCAN:
            return _("It has pages without words: a scan, or pictures.")
        case Inside.PICTURES:
            return _("I have read its words, but it also holds pictures or other files.")
        case Inside.OLD:
            return _("It is in an old format (.doc, .xls, .ppt); saved as .docx or .xlsx I can read it.")
        case Inside.LOCKED:
            return _("It is locked by a password.")
        case Inside.PICTURE:
            return _("It is a picture.")
        case _:
            return _("It is damaged, too large, or of a kind that I cannot read.")


@words_for(PaperLetGo)
def paper_let_go(_reader: Reader, _notice: PaperLetGo) -> Post:
    """Say that it was not taken, and what to do with the message that carried it."""
    return Post(
        text=_(
            "The file was not taken and is not kept. If it is secret, please delete your message too."
        )
    )


@words_for_refusal(PaperSwollen)
def paper_swollen(_reader: Reader, _refused: PaperSwollen) -> Post:
    """Say that a file is dangerous."""
    return Post(
        text=_(
            "The file was not taken: unpacked it would fill a computer. Please save it again, and send "
            "that file."
        )
    )


@words_for_refusal(PaperGone)
def paper_gone(_reader: Reader, _refused: PaperGone) -> Post:
    """Say that there is nothing left to decide."""
    return Post(
        text=_("This file has been dealt with, or was let go of. Please send it again if needed.")
    )
