"""Consultations in chats: opened and closed by those who run them."""

from typing import Any

from actions import consultation, consultation_end
from handlers import citizens
from handlers.calls import call_of, press
from handlers.routes import result_of
from handlers.turn import Turn
from rules.citizens import CitizenLink, CitizenPoster
from rules.consultation import ConsultationStatus, OpenTopic
from rules.resolutions import ResolutionPage


@press
def open_consultation(turn: Turn, resolution_id: int) -> None:
    """Ask for comments."""
    link = call_of(citizens.enter, resolution_id=resolution_id)
    consultation.open_consultation(turn.work, resolution_id, public_call=link)
    turn.show(ConsultationStatus(resolution_id=resolution_id))


@press
def publish_link(turn: Turn, resolution_id: int) -> None:
    """Give the citizens' link and its picture."""
    link = call_of(citizens.enter, resolution_id=resolution_id)
    consultation.publish_link(turn.work, resolution_id, public_call=link)
    turn.say(CitizenLink(resolution_id=resolution_id))


@press
def send_poster(turn: Turn, resolution_id: int) -> None:
    """Give the page to print and put up."""
    turn.say(CitizenPoster(resolution_id=resolution_id))


@press
def close_early(turn: Turn, resolution_id: int) -> None:
    """End it before its last day."""
    consultation_end.close_early(turn.work, resolution_id)
    turn.show(ResolutionPage(resolution_id=resolution_id))


@result_of(OpenTopic, even_failed=True)
def topic_opened(turn: Turn, errand: OpenTopic, result: dict[str, Any]) -> None:
    """Post it in the topic, or in the group itself where none could be opened."""
    consultation.post_in_topic(turn.work, errand, result.get("thread_id"))
