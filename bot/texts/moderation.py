"""Words for looking at what citizens send, and for what was set aside."""

from bot.texts.comments import place_of
from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import moderation as act
from rules.consultation import ConsultationStatus
from rules.members import Ability
from rules.moderation import ModerationPage, SetAside, SetAsideComments, SetAsideReasons
from storage.citizens import CitizenRow
from storage.members import MemberRow, NotPermitted
from storage.moderation import count_unseen, next_unseen, set_aside_comments
from storage.resolutions import ResolutionRow, resolution_for
from storage.responses import comment_for, sees_citizens

ON_A_PAGE = 5


def reason_name(reason: SetAside) -> str:
    """Say why a comment is not worked with."""
    names = {
        SetAside.ADVERT: _("advertising, or sent without sense"),
        SetAside.INSULT: _("insults somebody"),
        SetAside.ABOUT_PERSON: _("tells of another person's private life"),
        SetAside.NOT_ABOUT_DRAFT: _("is not about this draft"),
        SetAside.REPEATED: _("says again what the same person has said"),
    }
    return names[reason]


def to_moderation(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[Button]:
    """Lead those who may to what they have not looked at."""
    waiting = count_unseen(reader.session, row.id or 0) if sees_citizens(row, member) else 0
    if not waiting:
        return []
    label = n_("{n} new comment of citizens", "{n} new comments of citizens", waiting)
    return [link_to(label, ModerationPage(resolution_id=row.id or 0))]


def _for_moderator(reader: Reader, resolution_id: int) -> ResolutionRow:
    row, member = resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    if not sees_citizens(row, member):
        raise NotPermitted(ability=Ability.RUN_CONSULTATION)
    return row


@words_for(ModerationPage)
def moderation_page(reader: Reader, notice: ModerationPage) -> Post:
    """Show the next comment at which nobody has looked, and the two ways."""
    row = _for_moderator(reader, notice.resolution_id)
    found = next_unseen(reader.session, notice.resolution_id)
    back = link_to(_("‹ The consultation"), ConsultationStatus(resolution_id=notice.resolution_id))
    if found is None:
        return Post(
            text=_("<b>You have looked at everything that citizens have sent.</b>"),
            buttons=[_to_aside(reader, row), [back]],
        )
    comment, clause = found
    citizen = reader.session.get_one(CitizenRow, comment.citizen_id)
    waiting = count_unseen(reader.session, notice.resolution_id)
    return Post(
        text=lines(
            _("<b>From citizens: {title}</b>", title=title(row, 150)),
            n_("{n} still to look at", "{n} still to look at", waiting),
            _("<b>{place}</b>, Citizen {name}:", place=place_of(clause), name=citizen.pseudonym),
            clip(comment.text, 3000),
        ),
        buttons=[
            [press(_("It goes into the table"), act.let_pass, comment_id=comment.id)],
            [link_to(_("Set aside …"), SetAsideReasons(comment_id=comment.id or 0))],
            [*_to_aside(reader, row), back],
        ],
    )


def _to_aside(reader: Reader, row: ResolutionRow) -> list[Button]:
    found = len(set_aside_comments(reader.session, row.id or 0))
    label = n_("{n} comment set aside", "{n} comments set aside", found)
    return [link_to(label, SetAsideComments(resolution_id=row.id or 0))] if found else []


@words_for(SetAsideReasons)
def reasons(reader: Reader, notice: SetAsideReasons) -> Post:
    """Ask why."""
    comment, _consultation, row, _member = comment_for(reader.session, reader.user_id, notice.comment_id)
    return Post(
        text=lines(
            _("<b>Why is it set aside?</b>"),
            clip(comment.text, 1500),
            _("The author is told the reason. To disagree with the draft is none."),
        ),
        buttons=[
            *(
                [press(reason_name(reason).capitalize(), act.set_aside, comment_id=comment.id,
                       reason=reason)]
                for reason in SetAside
            ),
            [link_to(_("‹ Back"), ModerationPage(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip


@words_for(SetAsideComments)
def set_aside_screen(reader: Reader, notice: SetAsideComments) -> Post:
    """List what was set aside, with the reasons and a way back."""
    row = _for_moderator(reader, notice.resolution_id)
    found = set_aside_comments(reader.session, notice.resolution_id)
    first = notice.page * ON_A_PAGE
    shown = list(enumerate(found[first : first + ON_A_PAGE], first + 1))
    turning = pages(
        notice.page, len(found), ON_A_PAGE,
        lambda label, page: link_to(
            label, SetAsideComments(resolution_id=notice.resolution_id, page=page)
        ),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Set aside: {title}</b>", title=title(row, 150)),
            *(
                _("{n}. {text} <i>({reason})</i>", n=number, text=clip(comment.text, 400),
                  reason=reason_name(comment.set_aside))
                for number, comment in shown
                if comment.set_aside is not None
            ),
        ),
        buttons=[
            [
                press(_("Put {n} back", n=number), act.let_pass, comment_id=comment.id)
                for number, comment in shown
            ],
            turning,
            [link_to(_("‹ Back"), ModerationPage(resolution_id=notice.resolution_id))],
        ],
    )  # fmt: skip
