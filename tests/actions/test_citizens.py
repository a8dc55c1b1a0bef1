"""Citizens: nothing before consent, a pseudonym after it, and all of it deletable (S0.6, S0.7)."""

from datetime import timedelta

import orjson
import pytest

from actions import citizens, consultation_end, personal_data, responses
from rules.citizens import (
    KEEP_IDENTITY_FOR,
    PAUSE_BETWEEN,
    CitizenAnswered,
    CitizensNotAsked,
    ConsentMissing,
    ReceiptUnknown,
    TooManyComments,
    TooManyThisHour,
    TooSoon,
    receipt_shown,
)
from rules.comments import CommentNotText, CommentsClosed
from rules.desk import TextTooLong
from rules.resolutions import Audience, Stage
from rules.responses import CommentsAnswered
from storage.accounts import AccountRow
from storage.chats import ChatKind, ensure_chat
from storage.citizens import CitizenIdentityRow, CitizenRow, ConsentRefusedRow
from storage.comments import CommentRow, CommentVersionRow
from storage.journal import JournalRow
from storage.members import NotPermitted
from storage.participation import comment_tally
from storage.responses import comment_for, comments_for
from tests.actions.answering import Answering

LAN, HOA = 700_001, 700_002
WORDS = "Tôi đồng ý."


@pytest.fixture
def town(engine):
    """A committee that asks citizens too; Lan and Hoa have opened the link."""
    made = Answering(engine, audience=Audience.MEMBERS_AND_CITIZENS)
    made.opens()
    for name, user_id in (("lan", LAN), ("hoa", HOA)):
        made.users[name] = user_id
        made.does(
            None,
            lambda work, name=name, user_id=user_id: made.chats.__setitem__(
                name, ensure_chat(work.session, telegram_id=user_id, kind=ChatKind.PRIVATE, title="").id
            ),
        )
    return made


def agrees(town, name="lan"):
    town.does(
        name, personal_data.give_consent, town.resolution_id, chat_id=town.chats[name], words=WORDS
    )


def writes(town, text="Kênh nên dài hơn", *, name="lan", clause=None, message_id=1):
    clause_id = town.clause(clause) if clause else None
    comment_id = town.does(
        name, citizens.write_comment, town.resolution_id, clause_id, text=text, message_id=message_id
    )
    town.now += PAUSE_BETWEEN
    return comment_id


def test_nothing_is_kept_before_consent_and_of_a_refusal_only_a_count(town):
    for name in ("lan", "hoa"):
        town.does(name, personal_data.refuse_consent, town.resolution_id, chat_id=town.chats[name])
    assert [row.times for row in town.all(ConsentRefusedRow)] == [2]
    with pytest.raises(ConsentMissing):
        writes(town)
    with pytest.raises(ConsentMissing):
        town.does("lan", personal_data.set_hamlet, town.resolution_id, "Bắc Sơn", words=WORDS)
    assert town.all(CommentRow) == town.all(CitizenRow) == town.all(CitizenIdentityRow) == []
    assert LAN not in {row.user_id for row in town.all(AccountRow)}
    assert not any("7000" in row.facts + row.actor for row in town.all(JournalRow))


def test_a_comment_gets_a_code_that_tells_what_became_of_it(town):
    agrees(town)
    agrees(town)
    assert len(town.all(CitizenRow)) == len(town.all(CitizenIdentityRow)) == 1
    comment_id = writes(town, clause=2)
    comment = town.one(CommentRow, comment_id)
    assert (comment.clause_id, comment.member_id, comment.chat_id) == (town.clause(2), None, None)
    for typed in (comment.receipt, receipt_shown(comment.receipt), comment.receipt.lower()):
        assert town.does("hoa", citizens.look_up, f" {typed} ") == comment_id
    for typed in ("AAAA-AAAA", "xin chào", ""):
        with pytest.raises(ReceiptUnknown):
            town.does("lan", citizens.look_up, typed)
    tally = town.read(comment_tally, town.resolution_id)
    assert (tally.citizen_comments, tally.comments, tally.spoke) == (1, 0, 0)


def test_one_person_cannot_flood_the_office(town):
    agrees(town)
    writes(town)
    town.now -= timedelta(seconds=15)
    with pytest.raises(TooSoon) as refused:
        writes(town)
    assert refused.value.wait_seconds == 16
    town.now += timedelta(seconds=15)
    for text, refusal in (("", CommentNotText), ("a" * 2001, TextTooLong)):
        with pytest.raises(refusal):
            writes(town, text)
    for number in range(5):
        writes(town, f"Ý kiến {number}")
    with pytest.raises(TooManyThisHour) as full:
        writes(town)
    assert full.value.wait_minutes == 59
    town.after(hours=1)
    for number in range(14):
        writes(town.after(minutes=11), f"Ý kiến {number}")
    with pytest.raises(TooManyComments):
        writes(town)
    agrees(town, "hoa")
    writes(town, name="hoa")


def test_clerk_and_drafter_see_it_heads_see_the_members_only(town):
    agrees(town)
    comment_id = writes(town)
    for name, seen in (("clerk", 1), ("m1", 1), ("sec", 0)):
        _row, _member, said = town.read(comments_for, town.users[name], town.resolution_id)
        assert len(said) == seen
    with pytest.raises(NotPermitted):
        town.read(comment_for, town.users["sec"], comment_id)


def test_an_edited_message_is_a_new_version_and_a_comment_can_be_withdrawn(town):
    agrees(town)
    comment_id = writes(town, message_id=5)
    town.does("hoa", citizens.edit_comment, message_id=5, text="Không phải của tôi")
    town.does("lan", citizens.edit_comment, message_id=5, text="Kênh nên rộng hơn")
    assert town.one(CommentRow, comment_id).text == "Kênh nên rộng hơn"
    assert [row.text for row in town.all(CommentVersionRow)] == ["Kênh nên dài hơn"]
    with pytest.raises(ReceiptUnknown):
        town.does("hoa", citizens.withdraw, comment_id, is_withdrawn=True)
    town.does("lan", citizens.withdraw, comment_id, is_withdrawn=True)
    assert town.read(comment_tally, town.resolution_id).citizen_comments == 0


def test_only_while_it_is_open_and_only_where_citizens_are_asked(town):
    agrees(town)
    comment_id = writes(town)
    town.changes(audience=Audience.MEMBERS)
    with pytest.raises(CitizensNotAsked):
        writes(town)
    with pytest.raises(CitizensNotAsked):
        agrees(town, "hoa")
    town.changes(audience=Audience.MEMBERS_AND_CITIZENS)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    town.after(minutes=1)
    with pytest.raises(CommentsClosed):
        writes(town)
    with pytest.raises(CommentsClosed):
        town.does("lan", citizens.withdraw, comment_id, is_withdrawn=True)


def test_the_answer_is_sent_to_the_citizen_who_can_still_be_reached(town):
    for name in ("lan", "hoa"):
        agrees(town, name)
        town.does(name, personal_data.agree_to_reply, town.resolution_id, words=WORDS)
    written = [writes(town), writes(town, name="hoa")]
    town.does("hoa", personal_data.delete_my_data, chat_id=town.chats["hoa"])
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    assert len({town.group_of(comment_id) for comment_id in written}) == 1  # both say the same
    town.answers(written[0])
    town.after(minutes=10).does(None, responses.tell_authors)
    assert town.told(CitizenAnswered) == ["lan"]
    assert town.told(CommentsAnswered) == []
    assert all(row.told_at for row in town.all(CommentRow))


def test_deleting_cuts_every_tie_and_keeps_the_comment(town):
    agrees(town)
    town.does("lan", personal_data.set_hamlet, town.resolution_id, "Thôn Bắc Sơn", words=WORDS)
    comment_id = writes(town)
    code = town.one(CommentRow, comment_id).receipt
    town.does("lan", personal_data.delete_my_data, chat_id=town.chats["lan"])
    assert town.all(CitizenIdentityRow) == []
    assert LAN not in {row.user_id for row in town.all(AccountRow)}
    assert [row.hamlet for row in town.all(CitizenRow)] == [""]
    comment = town.one(CommentRow, comment_id)
    assert (comment.text, comment.message_id) == ("Kênh nên dài hơn", None)
    assert town.does("hoa", citizens.look_up, code) == comment_id
    with pytest.raises(ConsentMissing):
        writes(town)
    # the journal can never be deleted from: it has known the pseudonym only
    rows = [row for row in town.all(JournalRow) if row.fact.startswith("Citizen")]
    assert [row.fact for row in rows] == ["CitizenAgreed", "CitizenCommentTaken", "CitizenForgotten"]
    assert {row.actor for row in rows} == {"citizen:1"}
    assert not any(LAN in orjson.loads(row.facts).values() for row in rows)


def test_ties_are_cut_by_themselves_two_years_after_the_end(town):
    agrees(town)
    writes(town)
    town.now += KEEP_IDENTITY_FOR + timedelta(days=1)
    town.does(None, personal_data.forget_unused)
    assert len(town.all(CitizenIdentityRow)) == 1  # the resolution is still being worked on
    town.changes(stage=Stage.ARCHIVED, changed_at=town.now)
    town.does(None, personal_data.forget_unused)
    assert len(town.all(CitizenIdentityRow)) == 1
    town.now += KEEP_IDENTITY_FOR + timedelta(days=1)
    town.does(None, personal_data.forget_unused)
    assert town.all(CitizenIdentityRow) == []
