"""Words for a draft that is shared in a chat where the bot is not."""

from bot.texts.channels import is_open_to_all
from bot.texts.posts import Offer, Post, clip, plain, to_desk
from bot.texts.resolutions import title
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for
from handlers import citizens, desk
from rules.sharing import DraftsFound
from storage.bodies import body
from storage.consultation import ConsultationRow, latest_consultation
from storage.resolutions import ResolutionRow
from storage.rounds import public_until

LONGEST_TITLE = 120


@words_for(DraftsFound)
def drafts_found(reader: Reader, notice: DraftsFound) -> Post:
    """Offer drafts to share, as far as they are still open; without any, a way to the bot."""
    offers = []
    for resolution_id in notice.resolution_ids:
        row = reader.session.get(ResolutionRow, resolution_id)
        consultation = latest_consultation(reader.session, resolution_id)
        if row is not None and consultation and is_open_to_all(reader, consultation, row):
            offers.append(_offer(reader, consultation, row))
    nothing = to_desk(_("No draft is open to citizens like this"), desk.home)
    return Post(offers=offers, next_offset=notice.next_offset, buttons=[] if offers else [[nothing]])


def _offer(reader: Reader, consultation: ConsultationRow, row: ResolutionRow) -> Offer:
    seat = body(reader.session, row.body_id).name
    until = day(public_until(reader.session, consultation, row))
    description = _("{body}: comments until the end of {date}", body=clip(seat, 60), date=until)
    return Offer(
        id=f"draft:{consultation.id}",
        title=plain(title(row, LONGEST_TITLE)),
        description=plain(description),
        text=lines(
            _("<b>Please comment on the draft</b>"),
            _("<b>{title}</b>", title=title(row, 300)),
            _("{body} asks citizens for their view until the end of {date}.", body=seat, date=until),
        ),
        buttons=[
            [to_desk(_("Read the draft and comment"), citizens.enter, resolution_id=row.id)],
        ],
    )
