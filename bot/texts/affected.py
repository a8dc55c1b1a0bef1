"""Words for the link that is handed to those whom a decision affects directly."""

from urllib.parse import urlencode

from markupsafe import Markup

from bot.texts.citizen_links import SHARE
from bot.texts.citizens import consent_to_consider
from bot.texts.consultation_status import public_link
from bot.texts.posts import Button, File, Post, plain, press
from bot.texts.resolutions import title
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, Vanished, words_for
from documents.qr import qr_png
from handlers import affected as act
from handlers import citizens
from rules.affected import AffectedConsent, AffectedLink
from rules.members import Ability
from storage.affected import round_of_affected
from storage.bodies import body
from storage.citizens import citizen_of
from storage.resolutions import resolution_for


def consent_to_side(seat: str) -> Markup:
    """Say what one agrees to who is counted among those affected."""
    return _(
        "{body} counts my comments among those of people directly affected, in the table too, without "
        "my name.",
        body=seat,
    )


@words_for(AffectedConsent)
def affected_consent(reader: Reader, notice: AffectedConsent) -> Post:
    """Ask somebody affected for consent; of a citizen who has agreed before, only for what is new."""
    _each, row = round_of_affected(reader.session, notice.round_id)
    seat = body(reader.session, row.body_id).name
    considering = consent_to_consider(seat)
    side = consent_to_side(seat)
    is_known = citizen_of(reader.session, reader.user_id, row.body_id) is not None
    agree = press(
        _("I agree"), act.agree, round_id=notice.round_id,
        words=plain(lines(*considering)), affected_words=plain(side),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            _("{body} asks you as somebody whom the decision affects directly. Please read this first.",
              body=seat),
            *([] if is_known else considering),
            _("<b>Counted apart:</b> {words}", words=side),
            None if is_known else _("Nothing has been stored so far. Do you agree?"),
        ),
        buttons=[[agree], [press(_("I do not agree"), citizens.disagree, resolution_id=row.id)]],
    )  # fmt: skip


@words_for(AffectedLink)
def affected_link(reader: Reader, notice: AffectedLink) -> Post:
    """Give the link for those affected with its picture, to be handed to them."""
    each, row = round_of_affected(reader.session, notice.round_id)
    resolution_for(reader.session, reader.user_id, each.resolution_id, Ability.RUN_CONSULTATION)
    if each.link_key is None or each.until_on is None:
        raise Vanished
    link, last = public_link(reader, each.link_key), day(each.until_on)
    share = {"url": link, "text": plain(_("Comment on the draft: {title}", title=title(row, 150)))}
    caption = _(
        "{body}: comments of those affected until {date}",
        body=body(reader.session, row.body_id).name, date=last,
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>For those affected: {title}</b>", title=title(row, 300)),
            _(
                "Comments until the end of {date}. Please hand this link only to those whom it "
                "concerns; what comes through it is counted apart.",
                date=last,
            ),
            link,
        ),
        picture=File("gop-y-doi-tuong.png", qr_png(link, str(caption.unescape()))),
        buttons=[[Button(plain(_("Share in a chat")), url=f"{SHARE}?{urlencode(share)}")]],
    )
