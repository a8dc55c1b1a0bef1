"""Words in a body's public channel, and to those who keep it."""

from markupsafe import Markup

from bot.texts.comments import is_open
from bot.texts.posts import Button, Post, clip, press, to_desk
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import channels as act
from handlers import citizens
from rules.channels import (
    AlreadyInChannel,
    ChannelDeclined,
    ChannelLost,
    ChannelOffered,
    ChannelPost,
    ChannelPosted,
    ChannelPreview,
    ChannelTaken,
    ChannelTied,
    NoChannel,
)
from rules.citizens import CitizensNotAsked
from rules.consultation import ConsultationStatus
from rules.members import Ability, may
from rules.resolutions import Audience, Stage
from storage.bodies import body
from storage.channels import channels_of, channels_without
from storage.chats import ChatRow
from storage.consultation import ConsultationRow, latest_consultation
from storage.members import MemberRow, member_who_may, memberships
from storage.participation import tally_of
from storage.resolutions import ResolutionRow, resolution, resolution_for
from storage.rounds import asks_citizens_now, public_until

LONGEST_NAME = 60


@words_for(ChannelPost)
def channel_post(reader: Reader, notice: ChannelPost) -> Post:
    """Call citizens to comment; later say that the time is over, and where the answers are."""
    consultation = reader.session.get_one(ConsultationRow, notice.consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    read = to_desk(_("Read the draft and comment"), citizens.enter, resolution_id=row.id)
    mine = to_desk(_("What I wrote, and the answers"), citizens.enter, resolution_id=row.id)
    table = to_desk(_("Table of comments and answers"), citizens.open_table, resolution_id=row.id)
    if is_open_to_all(reader, consultation, row):
        return Post(text=_invitation(reader, consultation, row), buttons=[[read]])
    has_table = consultation.table_public_at is not None
    return Post(
        text=_ended(reader, consultation, row), buttons=[[table], [mine]] if has_table else [[mine]]
    )


def is_open_to_all(reader: Reader, consultation: ConsultationRow, row: ResolutionRow) -> bool:
    """Tell whether everybody may comment now, whoever they are."""
    return (
        row.audience is Audience.MEMBERS_AND_CITIZENS
        and row.stage is Stage.CONSULTING
        and is_open(reader, consultation, row)
        and asks_citizens_now(reader.session, consultation)
    )


def _invitation(reader: Reader, consultation: ConsultationRow, row: ResolutionRow) -> Markup:
    return lines(
        _("<b>Please comment on the draft</b>"),
        _("<b>{title}</b>", title=title(row, 300)),
        _(
            "{body} asks citizens for their view until the end of {date}.",
            body=body(reader.session, row.body_id).name,
            date=day(public_until(reader.session, consultation, row)),
        ),
        _("No name and no telephone number are asked for. Every comment is answered."),
    )


def _ended(reader: Reader, consultation: ConsultationRow, row: ResolutionRow) -> Markup:
    tally = tally_of(reader.session, [consultation.id or 0])
    if consultation.table_public_at is not None:
        head = _("<b>The answers to the comments are published</b>")
    else:
        head = _("<b>Comments have ended</b>")
    return lines(
        head,
        _("<b>{title}</b>", title=title(row, 300)),
        n_("{n} comment came from citizens.", "{n} comments came from citizens.",
           tally.citizen_comments),
        _state(row, answered=tally.answered, of=tally.all_comments),
        _("Thank you for contributing."),
    )  # fmt: skip


def _state(row: ResolutionRow, *, answered: int, of: int) -> Markup | None:
    if row.stage is Stage.WITHDRAWN:
        return _("The draft has been withdrawn.")
    if of and answered == of:
        return _("Each of the {n} comments, of members and citizens, has its answer.", n=of)
    if answered:
        return _("{answered} of {n} comments, of members and citizens, are answered so far.",
                 answered=answered, n=of)  # fmt: skip
    return _("The comments are being considered and will be answered.") if of else None


def _name(channel: ChatRow) -> str:
    return clip(channel.title, LONGEST_NAME)


def _kept(reader: Reader, chat_id: int) -> ChatRow:
    """Give a channel to somebody who keeps it. Raises NotAMember, NotPermitted, Vanished."""
    channel = reader.session.get(ChatRow, chat_id)
    if channel is None or channel.body_id is None:
        raise Vanished
    member_who_may(reader.session, reader.user_id, Ability.KEEP_CHANNEL, body_id=channel.body_id)
    return channel


@words_for(ChannelOffered)
def channel_offered(reader: Reader, notice: ChannelOffered) -> Post:
    """Ask to which body a channel belongs."""
    channel = reader.session.get(ChatRow, notice.chat_id)
    if channel is None or channel.body_id is not None or channel.gone_at is not None:
        raise Vanished
    keepers = [
        member
        for member in memberships(reader.session, reader.user_id)
        if may(member.role, Ability.KEEP_CHANNEL)
    ]
    return Post(
        text=lines(
            _("<b>I have been made an administrator of the channel “{name}”.</b>", name=_name(channel)),
            _(
                "Is it the public channel of a body? Then drafts on which citizens are asked can be "
                "posted there. I post nothing by myself."
            ),
        ),
        buttons=[
            *([_tie(reader, channel, member)] for member in keepers),
            [press(_("No, leave the channel"), act.decline, channel_id=channel.id)],
        ],
    )


def _tie(reader: Reader, channel: ChatRow, member: MemberRow) -> Button:
    label = _("Channel of {body}", body=clip(body(reader.session, member.body_id).name, LONGEST_NAME))
    return press(label, act.tie, channel_id=channel.id, body_id=member.body_id)


@words_for(ChannelTied)
def channel_tied(reader: Reader, notice: ChannelTied) -> Post:
    """Say what can be done with a channel now, and what is still missing."""
    channel = _kept(reader, notice.chat_id)
    return Post(
        text=lines(
            _(
                "<b>“{name}” is the public channel of {body}.</b>",
                name=_name(channel),
                body=body(reader.session, channel.body_id or 0).name,
            ),
            _("When citizens are asked about a draft, the clerk finds “Post in the channel” below the "
              "citizens' link.")
            if channel.may_post
            else _("I may not post there yet: please give me the right to post messages."),
        )
    )  # fmt: skip


@words_for(ChannelDeclined)
def channel_declined(_reader: Reader, _notice: ChannelDeclined) -> Post:
    """Say that the bot goes."""
    return Post(text=_("All right, I am leaving the channel. Nothing was posted there."))


@words_for(ChannelLost)
def channel_lost(reader: Reader, notice: ChannelLost) -> Post:
    """Say what it means that the bot is in a channel no more, and what to do."""
    channel = _kept(reader, notice.chat_id)
    return Post(
        text=lines(
            _("<b>I am no longer in the channel “{name}”.</b>", name=_name(channel)),
            _(
                "What I posted there stays as it is and is not brought up to date any more. To use the "
                "channel again, please make me an administrator there with the right to post messages."
            ),
        )
    )


@words_for(ChannelPreview)
def channel_preview(reader: Reader, notice: ChannelPreview) -> Post:
    """Show what would be posted, and where."""
    row, _clerk = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.POST_IN_CHANNEL
    )
    consultation = latest_consultation(reader.session, notice.resolution_id)
    if consultation is None or not is_open_to_all(reader, consultation, row):
        raise CitizensNotAsked
    channels = channels_without(reader.session, row.body_id, consultation.id or 0)
    if not channels:
        raise AlreadyInChannel if _has_channel(reader, row) else NoChannel
    return Post(
        text=lines(
            _("<b>Post in the channel: {names}</b>", names=", ".join(map(_name, channels))),
            _(
                "<blockquote>{post}</blockquote>",
                post=_invitation(reader, consultation, row),
            ),
            _("When the time is over and when answers are published, the post says so by itself."),
        ),
        buttons=[[press(_("Post it now"), act.post, resolution_id=row.id)], [_back(row)]],
    )


def _has_channel(reader: Reader, row: ResolutionRow) -> bool:
    return any(each.may_post for each in channels_of(reader.session, row.body_id))


def _back(row: ResolutionRow) -> Button:
    status = ConsultationStatus(resolution_id=row.id or 0)
    return link_to(_("How the consultation stands"), status)


@words_for(ChannelPosted)
def channel_posted(reader: Reader, notice: ChannelPosted) -> Post:
    """Say that it is posted."""
    row, _clerk = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.POST_IN_CHANNEL
    )
    names = ", ".join(_name(each) for each in channels_of(reader.session, row.body_id) if each.may_post)
    return Post(
        text=lines(
            _("<b>Posted in the channel: {names}</b>", names=names),
            title(row, 200),
            _("When the time is over and when answers are published, the post says so by itself."),
        ),
        buttons=[[_back(row)]],
    )


@words_for_refusal(NoChannel)
def no_channel(_reader: Reader, _refused: NoChannel) -> Post:
    """Say how a channel is tied."""
    return Post(
        text=_(
            "The body has no channel in which I may post. Please make me an administrator of the "
            "channel, with the right to post messages; I then ask here to which body it "
            "belongs."
        )
    )


@words_for_refusal(AlreadyInChannel)
def already_in_channel(_reader: Reader, _refused: AlreadyInChannel) -> Post:
    """Say that once is enough."""
    return Post(text=_("The draft stands in the channel already; the post is kept up to date."))


@words_for_refusal(ChannelTaken)
def channel_taken(_reader: Reader, _refused: ChannelTaken) -> Post:
    """Say that the question is settled."""
    return Post(
        text=_(
            "This channel has been given to a body already, or I am no longer in it. Nothing changed."
        )
    )
