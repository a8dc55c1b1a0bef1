"""Comments of members: on which clause they fall, who may make them, what is kept (S1.3, S2.11)."""

import pytest

from actions import agreements, comments, consultation_end
from rules.comments import (
    AlreadyTaken,
    Channel,
    CommentNotText,
    CommentsClosed,
    CommentSeen,
    NotOnRoster,
    WhoAreYou,
)
from rules.consultation import ConsultationClosed, DraftClauses, DraftPaper
from rules.desk import ButtonExpired, TextTooLong
from rules.resolutions import Stage
from storage.comments import CommentRow, CommentVersionRow
from storage.consultation import AskedRow
from storage.members import NotAMember, NotPermitted
from storage.outbox import Form, OutboxRow
from storage.participation import comment_tally, has_member_spoken
from storage.unclaimed import UnclaimedRow
from tests.actions.committees import GROUP_ID
from tests.actions.consultations import CLAUSES, Consulting


@pytest.fixture
def town(engine):
    """A committee in consultation."""
    made = Consulting(engine)
    made.opens()
    return made


def edits(town, name, text, *, message_id=9000, chat=GROUP_ID):
    return town.does(
        name, comments.edit_comment, group=chat, message_id=message_id, text=text, at=town.now
    )


def clauses(town):
    """On which clause each comment is, by its number."""
    labels = {town.clause(n): n for n in (1, 2, 3)} | {None: None}
    return [labels[row.clause_id] for row in town.all(CommentRow)]


def test_a_reply_falls_on_the_clause_that_was_quoted_or_named(town):
    town.replies("m2", "Nên là 150", to=DraftClauses, message_id=1, quote="120 đồng hồ nước")
    town.replies("m2", "Khoản 3: ai trong văn phòng?", to=DraftClauses, message_id=2)
    town.replies("m2", "3: ai trong văn phòng?", to=DraftClauses, message_id=3)
    town.replies("m2", "Đồng ý", to=DraftClauses, message_id=4)
    town.replies("m2", "Vì sao 80%?", message_id=5, quote="80% số hộ dân")  # to the card
    town.replies("m2", "Đồng ý", to=DraftPaper, message_id=6)
    town.replies("m2", "Lạ quá", to=DraftClauses, message_id=7, quote="không có trong dự thảo")
    assert clauses(town) == [2, 3, 3, None, 1, None, None]
    assert {row.channel for row in town.all(CommentRow)} == {Channel.GROUP}


def test_a_message_with_a_single_clause_needs_no_quotation(engine):
    town = Consulting(engine, clauses=CLAUSES[:1])
    town.opens()
    town.replies("m2", "Nên là 85%", to=DraftClauses)
    assert [row.clause_id for row in town.all(CommentRow)] == [town.clause(1)]


def test_the_receipt_is_a_sign_and_an_edited_message_a_new_version(town):
    before = len(town.all(OutboxRow))
    town.replies("m2", "Nên là 85%", quote="80% số hộ dân")
    [receipt] = [row for row in town.all(OutboxRow) if row.kind == CommentSeen.__name__]
    assert (receipt.form, receipt.chat_id, receipt.message_id) == (Form.REACTION, town.group_id, 9000)
    assert len(town.all(OutboxRow)) == before + 1
    assert edits(town.after(minutes=5), "m2", "Nên là 90%")
    assert edits(town.after(minutes=5), "m2", "Nên là 90%")
    [comment] = town.all(CommentRow)
    assert (comment.text, comment.version, comment.clause_id) == ("Nên là 90%", 2, town.clause(1))
    [old] = town.all(CommentVersionRow)
    assert (old.version, old.text) == (1, "Nên là 85%")
    assert not edits(town, "m2", "Chuyện khác", message_id=123)


def test_a_message_makes_one_comment(town):
    town.replies("m2", "Nên là 85%", quote="80% số hộ dân")
    for name in ("m2", "m1"):
        with pytest.raises(AlreadyTaken):
            town.replies(name, "Nên là 90%")
    town.writes("m2", "Nên là 85%", clause=1, message_id=44)
    with pytest.raises(AlreadyTaken):
        town.writes("m2", "Nên là 90%", clause=2, message_id=44)
    assert [row.text for row in town.all(CommentRow)] == ["Nên là 85%", "Nên là 85%"]
    assert town.read(comment_tally, town.resolution_id).comments == 2


def test_a_comment_in_private_can_be_edited_withdrawn_and_put_in_again(town):
    comment_id = town.writes("m2", "Nên là 85%", clause=1, message_id=44)
    edits(town, "m2", "Nên là 90%", message_id=44, chat=town.users["m2"])
    assert town.one(CommentRow, comment_id).text == "Nên là 90%"
    town.does("m2", comments.withdraw, comment_id, is_withdrawn=True)
    assert town.read(comment_tally, town.resolution_id).comments == 0
    town.does("m2", comments.withdraw, comment_id, is_withdrawn=False)
    assert town.read(comment_tally, town.resolution_id).comments == 1
    with pytest.raises(NotPermitted):
        town.does("m1", comments.withdraw, comment_id, is_withdrawn=True)


def test_what_cannot_be_recorded_is_refused_and_leaves_nothing(town):
    for text, refusal in (("", CommentNotText), ("a" * 4001, TextTooLong)):
        with pytest.raises(refusal):
            town.replies("m2", text)
        with pytest.raises(refusal):
            town.writes("m2", text)
    with pytest.raises(NotAMember):
        town.users["stranger"], town.chats["stranger"] = 555, town.chats["m2"]
        town.writes("stranger", "Tôi cũng có ý kiến")
    other = Consulting.has_resolution(town, Stage.DRAFTING)
    assert other != town.resolution_id
    with pytest.raises(ButtonExpired):
        town.does(
            "m2", comments.write_comment, town.resolution_id, town.clause(1) + 100, text="Ý",
            chat_id=town.chats["m2"], message_id=1, at=town.now,
        )  # fmt: skip
    with pytest.raises(CommentsClosed):
        town.does(
            "m2", comments.write_comment, other, None, text="Ý",
            chat_id=town.chats["m2"], message_id=1, at=town.now,
        )  # fmt: skip
    assert town.all(CommentRow) == []


def test_what_counts_is_when_it_was_written_and_only_replies_to_the_draft(town):
    town.replies("m2", "Nên là 85%")
    written = town.after(hours=1).now
    town.after(hours=1).does("clerk", consultation_end.close_early, town.resolution_id)
    town.delivers()
    town.replies("m2", "Cảm ơn", to=ConsultationClosed, message_id=2)
    town.after(minutes=1)
    with pytest.raises(CommentsClosed):
        town.replies("m1", "Muộn rồi", message_id=3)
    with pytest.raises(CommentsClosed):
        edits(town, "m2", "Nên là 90%")
    with pytest.raises(CommentsClosed):
        town.does("m1", agreements.agree, town.resolution_id)
    town.now = written
    town.replies("m1", "Gửi lúc mất mạng", message_id=4)
    town.changes(stage=Stage.VOTING)  # talk under the card of a text that is voted on
    town.replies("m1", "Đã rõ", message_id=5)
    assert [row.text for row in town.all(CommentRow)] == ["Nên là 85%", "Gửi lúc mất mạng"]


def test_the_clerk_enters_what_somebody_without_telegram_wrote(town):
    comment_id = town.does(
        "clerk", comments.enter_paper, town.resolution_id, town.ids["m3"], text="3: ai theo dõi?"
    )
    comment = town.one(CommentRow, comment_id)
    assert (comment.member_id, comment.channel) == (town.ids["m3"], Channel.PAPER)
    assert (comment.clause_id, comment.chat_id) == (town.clause(3), None)
    assert town.read(has_member_spoken, town.consultation.id, town.ids["m3"])
    assert "PaperCommentEntered" in town.facts()
    with pytest.raises(NotPermitted):
        town.does("m2", comments.enter_paper, town.resolution_id, town.ids["m3"], text="Đồng ý")


def test_outsiders_are_told_once_and_nothing_of_theirs_is_kept(town):
    town.users["stranger"] = 555
    town.replies("stranger", "Tôi có ý kiến", message_id=1)
    town.replies("stranger", "Tôi có ý kiến nữa", message_id=2)
    assert town.told(NotOnRoster) == ["group"]
    assert town.all(CommentRow) == []


def test_an_anonymous_comment_waits_until_its_author_comes_forward(town):
    town.users["anonymous"] = 1087968824
    town.replies("anonymous", "Nên là 85%", quote="80% số hộ dân", is_anonymous=True)
    assert (town.told(WhoAreYou), town.all(CommentRow)) == (["group"], [])
    assert edits(town, "anonymous", "Nên là 90%")
    with pytest.raises(AlreadyTaken):
        town.replies("anonymous", "Nên là 95%", is_anonymous=True)
    town.users["stranger"] = 555
    with pytest.raises(NotAMember):
        town.does("stranger", comments.claim, chat_id=town.group_id, message_id=9000)
    town.does("sec", comments.claim, chat_id=town.group_id, message_id=9000)
    with pytest.raises(AlreadyTaken):
        town.does("m2", comments.claim, chat_id=town.group_id, message_id=9000)
    [comment] = town.all(CommentRow)
    assert (comment.member_id, comment.text) == (town.ids["sec"], "Nên là 90%")
    assert comment.clause_id == town.clause(1)
    town.replies("anonymous", "Không ai nhận", message_id=7, is_anonymous=True)
    assert len(town.all(UnclaimedRow)) == 1
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    assert (town.all(UnclaimedRow), len(town.all(CommentRow))) == ([], 1)


def test_the_tally_counts_members_comments_and_agreements_once(town):
    assert town.does("m2", agreements.agree, town.resolution_id)
    assert not town.does("m2", agreements.agree, town.resolution_id)
    assert town.does("guest", agreements.agree, town.resolution_id)
    tally = town.read(comment_tally, town.resolution_id)
    assert (tally.asked, tally.spoke, tally.agreed) == (5, 1, 1)
    town.does("m2", agreements.take_back_agreement, town.resolution_id)
    assert town.read(comment_tally, town.resolution_id).spoke == 0
    assert not town.read(has_member_spoken, town.consultation.id, town.ids["m2"])
    assert [row.counts for row in town.all(AskedRow) if row.agreed_at] == [False]
    town.replies("m2", "Nên là 85%", message_id=1, quote="80% số hộ dân")
    town.replies("m2", "Đồng ý phần còn lại", message_id=2)
    town.replies("clerk", "Sửa lỗi chính tả", message_id=3)
    town.does("m1", agreements.agree, town.resolution_id)
    tally = town.read(comment_tally, town.resolution_id)
    assert (tally.asked, tally.spoke, tally.agreed) == (5, 2, 1)
    assert (tally.comments, tally.anchored, tally.citizen_comments) == (3, 1, 0)
    assert (tally.all_comments, tally.unanswered) == (3, 3)
