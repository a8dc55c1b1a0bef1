"""A committee whose draft is ready for consultation, and what it hears there."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, update

from actions import comments, consultation
from handlers.calls import call_of
from handlers.citizens import enter
from rules.comments import Written
from rules.resolutions import Audience, ResolutionCard, Stage
from storage import columns
from storage.consultation import latest_consultation
from storage.drafts import ClauseRow
from storage.outbox import OutboxRow
from storage.resolutions import ResolutionRow
from tests.actions.committees import GROUP_ID, Committee

UNTIL = date(2026, 11, 23)  # a Monday, a week after the committee comes together
CLAUSES = (
    "Đến hết năm 2026 có 80% số hộ dân được dùng nước sạch.",
    "Lắp 120 đồng hồ nước, xong chậm nhất ngày 20/01/2027.",
    "Giao Văn phòng theo dõi, đôn đốc.",
)
OUTBOX = columns.table_of(OutboxRow)
CLAUSE = columns.table_of(ClauseRow)


class Consulting(Committee):
    """A committee with one draft, and short ways to what people say of it."""

    on_one: int
    on_three: int
    on_all: int
    too: int
    said: int

    def __init__(self, engine, *, audience=Audience.MEMBERS, until=UNTIL, clauses=CLAUSES, **given):
        super().__init__(engine, **given)
        self.resolution_id = self.has_resolution(Stage.DRAFTING, clauses=clauses, planned=False)
        self.changes(comments_until_on=until, audience=audience, drafter_id=self.ids["m1"])
        with engine.begin() as connection:  # as outlines write them: "3", not "3."
            connection.execute(update(CLAUSE).values(path=func.replace(CLAUSE.c.path, ".", "")))

    def changes(self, **values):
        def change(work):
            work.session.get_one(ResolutionRow, self.resolution_id).sqlmodel_update(values)

        self.does(None, change)

    def opens(self, by="clerk"):
        """Open the consultation; everything that goes out is taken as delivered."""
        call = call_of(enter, resolution_id=self.resolution_id)
        self.does(by, consultation.open_consultation, self.resolution_id, public_call=call)
        self.delivers()
        return self.consultation

    def delivers(self):
        """Let Telegram number what was sent: by the number of its row."""
        with self.engine.begin() as connection:
            connection.execute(update(OUTBOX).values(sent_message_id=OUTBOX.c.id))

    def after(self, **span):
        """Let time pass."""
        self.now += timedelta(**span)
        return self

    def at(self, text):
        """Let it be a moment in Vietnam."""
        self.now = datetime.fromisoformat(f"{text}+07:00")
        return self

    @property
    def consultation(self):
        return self.read(latest_consultation, self.resolution_id)

    @property
    def stage(self):
        return self.one(ResolutionRow, self.resolution_id).stage

    def posted(self, kind):
        """Give Telegram's number of the first message of a kind in the group."""
        rows = [row for row in self.all(OutboxRow) if row.kind == kind.__name__]
        return min(row.sent_message_id for row in rows if row.chat_id == self.group_id)

    def clause(self, number):
        """Give the number of the n-th clause, from 1."""
        rows = self.all(ClauseRow, ClauseRow.draft_id == self.consultation.draft_id)
        return next(row.id for row in rows if row.label == f"{number}.")

    def replies(self, name, text, *, to=ResolutionCard, message_id=9000, quote="", is_anonymous=False):
        """Let somebody reply to the first message of a kind in the group."""
        written = Written(
            group=GROUP_ID, message_id=message_id, answers_to=self.posted(to), thread_id=None,
            text=text, quote=quote, quote_at=None, shown="",
        )  # fmt: skip
        return self.does(name, comments.take_reply, written, is_anonymous=is_anonymous, at=self.now)

    def writes(self, name, text, *, clause=None, message_id=1, stance=None):
        """Let somebody write a comment in private."""
        clause_id = self.clause(clause) if clause else None
        return self.does(
            name, comments.write_comment, self.resolution_id, clause_id, text=text,
            chat_id=self.chats[name], message_id=message_id, at=self.now, stance=stance,
        )  # fmt: skip
