"""Somebody types @bot and a few words in any chat, and is offered drafts to share there."""

from telegram.ext import InlineQueryHandler

from handlers.routes import route
from handlers.turn import Turn
from rules.calendar import local_date
from rules.sharing import fits, page_of
from storage.sharing import open_to_all


@route(InlineQueryHandler)
def offer_drafts(turn: Turn) -> None:
    """Offer the drafts that are open to citizens; whoever looks is noted nowhere."""
    query = turn.received.inline_query
    assert query is not None
    found = [
        each.resolution.id or 0
        for each in open_to_all(turn.work.session, local_date(turn.work.now))
        if fits(query.query, each.name)
    ]
    turn.work.offer(page_of(found, query.offset), query_id=query.id)
