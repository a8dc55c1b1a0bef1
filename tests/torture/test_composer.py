"""What a row of the outbox says where there is nothing to say any more."""

import pytest

from bot.composer import Composer
from bot.texts.wording import Vanished, load
from bot.wire import Keys
from rules.attachments import AttachmentSent
from rules.notices import Lane
from simulator.clock import MovableClock
from storage.outbox import Form, Parcel
from tests.stories.conftest import MONDAY_MORNING

GONE = AttachmentSent(attachment_id=404)


def parcel(form):
    return Parcel(
        id=1, form=form, kind=type(GONE).__name__, facts=GONE.facts(), lane=Lane.REPLY, chat_id=1,
        telegram_id=5, thread_id=None, message_id=9, card_id=None, callback_id=None,
        created_at=MONDAY_MORNING, attempts=0,
    )  # fmt: skip


def test_whoever_pressed_a_button_hears_that_it_is_too_old_and_nobody_else_is_written_to(
    sqlite_database,
):
    load()
    _url, engine = sqlite_database
    keys = Keys(secret=b"secret", bot_username="nghiquyet_bot")
    composer = Composer(engine, MovableClock(MONDAY_MORNING), keys, language="vi")
    said = composer.parcel(parcel(Form.SCREEN)).request.parameters["text"]
    assert said.startswith("Nút này đã cũ")
    with pytest.raises(Vanished):
        composer.parcel(parcel(Form.MESSAGE))
