"""A committee whose consultation has ended, and short ways to group, answer and publish."""

from actions import consultation_end, responses
from rules.responses import Verdict
from storage.comments import CommentRow
from storage.opinion_groups import OpinionGroupRow
from storage.publication import prepared, to_publish
from tests.actions.consultations import Consulting


class Answering(Consulting):
    """A committee that answers comments."""

    alike: list[int]
    against: int
    gone: int

    def ends(self):
        """Close the consultation."""
        self.does("clerk", consultation_end.close_early, self.resolution_id)
        return self

    def group_of(self, comment_id):
        """Give the number of a comment's group."""
        return self.one(CommentRow, comment_id).group_id

    def group(self, comment_id):
        """Give a comment's group as it is now."""
        return self.one(OpinionGroupRow, self.group_of(comment_id))

    def prepares(self, comment_id, verdict=Verdict.ACCEPTED, reason="", by="clerk"):
        """Prepare the answer of a comment's group."""
        self.does(by, responses.prepare_answer, self.group_of(comment_id), verdict, reason)

    def shown(self):
        """Give what a preview of publishing would show."""
        return self.read(lambda session: prepared(session, to_publish(session, self.resolution_id)))

    def publishes(self, by="clerk"):
        """Publish what is prepared."""
        shown = self.shown()
        return self.does(
            by, responses.publish_answers, self.resolution_id,
            groups=shown.groups, last_at=shown.last_at,
        )  # fmt: skip

    def answers(self, comment_id, verdict=Verdict.ACCEPTED, reason="", by="clerk"):
        """Prepare an answer and publish it."""
        self.prepares(comment_id, verdict, reason, by)
        self.publishes(by)
