"""Words for citizens who comment through the public link: consent, the draft, a code, the answer."""

from bot.texts.posts import Button, Post, plain, press
from bot.texts.prompts import asks_for
from bot.texts.public_drafts import is_public_open, known_citizen, public_draft, to_clauses
from bot.texts.resolutions import title
from bot.texts.round_papers import to_papers
from bot.texts.running_rounds import public_news
from bot.texts.screens import link_to
from bot.texts.voice import _, day, left, lines
from bot.texts.wording import Reader, words_for
from handlers import citizens as act
from rules.citizens import (
    CitizenComments,
    CitizenConsent,
    CitizenDesk,
    ConsentRefusedNote,
)
from rules.personal_data import Purpose
from rules.rounds import Circle
from storage.affected import came_as_affected
from storage.bodies import body
from storage.citizens import CitizenRow, comments_of_citizen
from storage.consultation import ConsultationRow
from storage.personal_data import consent_to
from storage.resolutions import ResolutionRow
from storage.rounds import public_until


def consent_to_consider(seat: str) -> list[str]:
    """Say what one agrees to before a first comment; these words are kept as the proof."""
    return [
        _("<b>Responsible:</b> {body}", body=seat),
        _(
            "<b>Kept:</b> a pseudonym made by the machine, your comments, and, in a place of its own, "
            "your Telegram account number, so that you can change and withdraw them. No name, no "
            "telephone number: what looks like one is covered."
        ),
        _("<b>What for:</b> to consider and answer comments on drafts of {body}.", body=seat),
        _("<b>Who sees it:</b> the clerk and the lead drafter, under the pseudonym."),
        _(
            "<b>How long:</b> the account number until you have it deleted, at the latest 24 months "
            "after the work is done; comments without it stay in the file."
        ),
        _("<b>Your rights:</b> with /dulieu you see, take with you and delete everything, any time."),
    ]


def consent_to_reply(seat: str) -> str:
    """Say what one agrees to who wants the answer in this chat."""
    return _("{body} may write to me in this chat when my comment has been answered.", body=seat)


def consent_to_place(seat: str) -> str:
    """Say what one agrees to who names a hamlet."""
    return _("{body} keeps my hamlet and shows it with my pseudonym, in the table too.", body=seat)


@words_for(CitizenConsent)
def citizen_consent(reader: Reader, notice: CitizenConsent) -> Post:
    """Ask for consent: who is responsible, what is kept, what for, how long, which rights."""
    row, _consultation = public_draft(reader, notice.resolution_id)
    seat = body(reader.session, row.body_id).name
    considering = consent_to_consider(seat)
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            _("{body} asks citizens for their view. Please read this first.", body=seat),
            *considering,
            _("Nothing has been stored so far. Do you agree?"),
        ),
        buttons=[
            [press(_("I agree"), act.agree, resolution_id=row.id, words=plain(lines(*considering)))],
            [press(_("I do not agree"), act.disagree, resolution_id=row.id)],
        ],
    )


@words_for(ConsentRefusedNote)
def consent_refused(reader: Reader, notice: ConsentRefusedNote) -> Post:
    """Say that nothing was kept, and that reading is free."""
    row, _consultation = public_draft(reader, notice.resolution_id)
    return Post(
        text=_("All right: nothing about you has been stored. You can read the draft all the same."),
        buttons=[
            [to_clauses(row, _("Read the draft"))],
            [link_to(_("I want to comment after all"), CitizenConsent(resolution_id=row.id or 0))],
        ],
    )


@words_for(CitizenDesk)
def citizen_desk(reader: Reader, notice: CitizenDesk) -> Post:
    """Show a draft to a citizen: until when, and what can be done."""
    row, consultation = public_draft(reader, notice.resolution_id)
    citizen = known_citizen(reader, row)
    said = comments_of_citizen(reader.session, consultation.id or 0, citizen.id or 0)
    running = is_public_open(reader, consultation, row)
    reply = consent_to_reply(body(reader.session, row.body_id).name)
    is_told = consent_to(reader.session, citizen.id or 0, Purpose.REPLY) is not None
    whole = press(
        _("Write about the whole draft"), act.ask_comment, resolution_id=row.id, clause_id=None
    )
    tell_me = press(
        _("Tell me the answer here"), act.agree_to_reply, resolution_id=row.id, words=plain(reply)
    )
    mine = link_to(_("What I wrote, and the answers"), CitizenComments(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            *_asked_as(reader, consultation, row, citizen, is_running=running),
            _("You will be told the answer in this chat.")
            if is_told
            else _("By “Tell me the answer here” you agree: <i>{words}</i>", words=reply),
        ),
        buttons=[
            [to_clauses(row, _("Read, and choose a clause"))],
            [whole] if running else [],
            [] if is_told else [tell_me],
            to_papers(reader, row),
            [mine] if said else [],
            table_button(consultation),
            [_hamlet_button(reader, row)] if running and not citizen.hamlet else [],
        ],
    )


def _asked_as(
    reader: Reader,
    consultation: ConsultationRow,
    row: ResolutionRow,
    citizen: CitizenRow,
    *,
    is_running: bool,
) -> list[str | None]:
    """Say until when somebody is asked, as whom, and how the office sees them."""
    came = came_as_affected(reader.session, consultation.id or 0, citizen.id or 0)
    circle = Circle.AFFECTED if came else Circle.CITIZENS
    last = public_until(reader.session, consultation, row, circle)
    return [
        _("We ask for your view until the end of {date} ({left}).",
          date=day(last), left=left(last, today=reader.today))
        if is_running
        else _("Comments have ended. Thank you for your interest."),
        *(public_news(reader, consultation, circle) if is_running else []),
        _("You are shown to the office as “Citizen {name}”.", name=citizen.pseudonym),
        _("Your comments are counted among those of people directly affected.") if came else None,
        _("Hamlet: {hamlet}", hamlet=citizen.hamlet) if citizen.hamlet else None,
    ]  # fmt: skip


def _hamlet_button(reader: Reader, row: ResolutionRow) -> Button:
    words = consent_to_place(body(reader.session, row.body_id).name)
    label = _("Add my hamlet (if you wish)")
    return press(label, act.ask_hamlet, resolution_id=row.id, words=plain(words))


def table_button(consultation: ConsultationRow) -> list[Button]:
    """Lead to the table of answers once it is public."""
    if consultation.table_public_at is None:
        return []
    label = _("Table of comments and answers")
    return [press(label, act.open_table, resolution_id=consultation.resolution_id)]


@asks_for(act.take_hamlet)
def ask_hamlet(reader: Reader, resolution_id: int, words: str) -> Post:
    """Ask where they live."""
    row, _consultation = public_draft(reader, resolution_id)
    known_citizen(reader, row)
    return Post(
        text=lines(
            _("In which hamlet or residential group do you live? You need not say."),
            _("By writing it you agree: <i>{words}</i>", words=words),
        )
    )
