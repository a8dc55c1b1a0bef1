"""Words for a draft that is shared in a chat where the bot is not."""

from bot.texts.posts import Offer, Post, clip, plain, to_desk
from bot.texts.resolutions import title
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for
from handlers import citizens, desk
from rules.sharing import DraftsFound
from storage.sharing import OpenToAll, open_to_all

LONGEST_TITLE = 120


@words_for(DraftsFound)
def drafts_found(reader: Reader, notice: DraftsFound) -> Post:
    """Offer drafts to share, as far as they are still open; without any, a way to the bot."""
    found = open_to_all(reader.session, reader.today, notice.resolution_ids)
    by_id = {each.resolution.id: _offer(each) for each in found}
    offers = [by_id[each] for each in notice.resolution_ids if each in by_id]
    nothing = to_desk(_("No draft is open to citizens like this"), desk.home)
    return Post(offers=offers, next_offset=notice.next_offset, buttons=[] if offers else [[nothing]])


def _offer(found: OpenToAll) -> Offer:
    row, seat, until = found.resolution, found.body, day(found.until_on)
    description = _("{body}: comments until the end of {date}", body=clip(seat, 60), date=until)
    return Offer(
        id=f"draft:{found.consultation_id}",
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
