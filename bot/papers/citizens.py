"""The poster that calls citizens to comment, to be printed and put up (S0.7)."""

from bot.texts.posts import plain
from bot.texts.resolutions import title
from bot.texts.voice import _, day
from bot.texts.wording import Reader
from documents.poster import Poster
from rules.calendar import DAY
from storage.bodies import body
from storage.consultation import ConsultationRow
from storage.resolutions import ResolutionRow
from storage.rounds import public_until


def citizen_poster(
    reader: Reader, row: ResolutionRow, consultation: ConsultationRow, link: str
) -> Poster:
    """Build the poster for a draft on which citizens are asked."""
    last = public_until(reader.session, consultation, row)
    down_on = day(last + DAY)
    return Poster(
        issuer=body(reader.session, row.body_id).name,
        headline=_plain(_("PLEASE COMMENT ON THE DRAFT")),
        title=_plain(title(row, 200)),
        until=_plain(_("Comments until the end of {date}", date=day(last))),
        steps=(
            _plain(_("Open the camera of your telephone and scan this code.")),
            _plain(_("Read the introduction, and press “I agree” if you do.")),
            _plain(_("Choose a clause, write your view, and keep the code you are given.")),
        ),
        link=link,
        foot=_plain(
            _("No name, no telephone number. Every comment is answered. To be taken down on {date}.",
              date=down_on)
        ),
        on=reader.today,
    )  # fmt: skip


def _plain(text: str) -> str:
    return str(plain(text))
