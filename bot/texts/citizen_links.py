"""Words for those who hand the citizens' link on: as an address, a picture, a page to put up, a post."""

from urllib.parse import urlencode

from bot.papers.citizens import citizen_poster
from bot.texts.consultation_status import public_link
from bot.texts.posts import Button, File, Post, plain, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for
from documents.poster import poster_pdf
from documents.qr import qr_png
from handlers import consultation as consultation_act
from rules.channels import ChannelPreview
from rules.citizens import CitizenLink, CitizenPoster, CitizensNotAsked
from rules.members import Ability, may
from storage.bodies import body
from storage.consultation import ConsultationRow, latest_consultation
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution_for
from storage.rounds import public_until

SHARE = "https://t.me/share/url"
"""Opens the choice of a chat to share a link in. https://core.telegram.org/widgets/share"""


def _asked(reader: Reader, resolution_id: int) -> tuple[ResolutionRow, MemberRow, ConsultationRow, str]:
    """Give a draft, its consultation and the public link to who runs it. Raises CitizensNotAsked."""
    row, member = resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    consultation = latest_consultation(reader.session, resolution_id)
    if consultation is None or consultation.public_key is None:
        raise CitizensNotAsked
    return row, member, consultation, public_link(reader, consultation.public_key)


@words_for(CitizenLink)
def citizen_link(reader: Reader, notice: CitizenLink) -> Post:
    """Give the public link with its picture, ready to be posted and printed."""
    row, member, consultation, link = _asked(reader, notice.resolution_id)
    last = public_until(reader.session, consultation, row)
    share = {"url": link, "text": plain(_("Comment on the draft: {title}", title=title(row, 150)))}
    caption = _(
        "{body}: comments of citizens until {date}",
        body=body(reader.session, row.body_id).name, date=day(last),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>For citizens: {title}</b>", title=title(row, 300)),
            _(
                "Comments until the end of {date}. Open the link or scan the code.",
                date=day(last),
            ),
            link,
        ),
        picture=File("gop-y.png", qr_png(link, str(caption.unescape()))),
        buttons=[
            [press(_("Page to put up (.pdf)"), consultation_act.send_poster, resolution_id=row.id)],
            [Button(plain(_("Share in a channel or group")), url=f"{SHARE}?{urlencode(share)}")],
            [link_to(_("Post in the channel …"), ChannelPreview(resolution_id=row.id or 0))]
            if may(member.role, Ability.POST_IN_CHANNEL)
            else [],
        ],
    )


@words_for(CitizenPoster)
def citizen_poster_sent(reader: Reader, notice: CitizenPoster) -> Post:
    """Give the page to print and put up."""
    row, _member, consultation, link = _asked(reader, notice.resolution_id)
    return Post(
        text=_("One A4 page in black and white: for the office, the hamlets' houses, the market."),
        document=File("moi-gop-y.pdf", poster_pdf(citizen_poster(reader, row, consultation, link))),
    )
