"""A paper is taken, asked about, or refused and forgotten, before anybody else sees it."""

import pytest

from actions import attachments, comments, housekeeping, initiatives, round_papers, rounds, secrecy
from rules.attachments import Attached, AttachmentKind
from rules.comments import CommentNotText, Written
from rules.drafts import ClassificationMark, DraftClassified, MarkPlace
from rules.initiatives import PaperKind
from rules.members import Role
from rules.refused import Refusal
from rules.resolutions import ResolutionCard
from rules.round_papers import LARGEST, MOST, PaperTooLarge, TooManyPapers
from rules.rounds import Circle
from rules.secrecy import KEPT_UNSAID_FOR, Door, Inside, LookThrough, PaperGone, UnseenPaper
from storage.attachments import AttachmentRow
from storage.comments import CommentRow
from storage.inbox import WIPED, Arrival, Closed, InboxRow, open_rows, store
from storage.initiatives import InitiativePaperRow, InitiativeRow
from storage.members import MemberRow, NotAMember, NotPermitted
from storage.round_papers import RoundPaperRow
from storage.rounds import RoundRow
from storage.secrecy import HandedInRow
from storage.work import Group
from tests.actions.committees import GROUP_ID
from tests.actions.consultations import Consulting

FILE = {"file_id": "BQAC_1", "file_name": "bao-cao.pdf"}
PAPER = Attached(kind=AttachmentKind.DOCUMENT, file_id="BQAC_1", size=1000, name="bao-cao.pdf")
PHOTO = Attached(kind=AttachmentKind.PHOTO, file_id="photo", size=1000)
SECRET = DraftClassified(mark=ClassificationMark.SECRET, place=MarkPlace.TEXT, line=1)


@pytest.fixture
def town(engine):
    """A committee whose next consultation has one round, and an initiative."""
    made = Consulting(engine)
    made.does("clerk", rounds.plan_round, made.resolution_id, Circle.PERMANENT)
    made.does("clerk", initiatives.propose_initiative, "Nước sạch")
    return made


@pytest.fixture(params=[Door.ROUND, Door.INITIATIVE])
def door(request):
    return request.param


TAKES = {Door.ROUND: round_papers.add_paper, Door.INITIATIVE: initiatives.add_paper}
KEPT = {Door.ROUND: RoundPaperRow, Door.INITIATIVE: InitiativePaperRow}


def hands_in(town, door, size=1000):
    common = {"chat_id": town.chats["clerk"], "size": size, **FILE}
    if door is Door.ROUND:
        [each] = town.all(RoundRow)
        town.does("clerk", round_papers.hand_in_paper, each.id, title="Báo cáo", **common)
    else:
        kind = PaperKind.SURVEY
        [row] = town.all(InitiativeRow)
        town.does("clerk", initiatives.hand_in_paper, row.id, kind, **common)
    return town.notices(LookThrough)[-1]


def takes_in(town, paper):
    town.does(None, lambda work: TAKES[paper.door](work, work.session.get_one(HandedInRow, paper.id)))


def test_a_paper_without_a_mark_is_taken_and_waits_for_nobody(town, door):
    paper = town.does(None, secrecy.note_inside, hands_in(town, door), Inside.SEEN)
    assert town.all(KEPT[door]) == []
    takes_in(town, paper)
    assert [kept.file_id for kept in town.all(KEPT[door])] == ["BQAC_1"]
    assert town.all(HandedInRow) == []


def test_of_one_that_nobody_could_look_into_the_clerk_is_asked_and_alone_may_say(town, door):
    errand = hands_in(town, door)
    with pytest.raises(PaperGone):  # nobody has looked yet
        town.does("clerk", secrecy.vouch, errand.file)
    assert town.does(None, secrecy.note_inside, errand, Inside.SCAN) is None
    assert town.told(UnseenPaper) == ["clerk"]
    assert town.all(KEPT[door]) == []
    for name in ("sec", "m1"):
        with pytest.raises(PaperGone):
            town.does(name, secrecy.vouch, errand.file)
    takes_in(town, town.does("clerk", secrecy.vouch, errand.file))
    assert len(town.all(KEPT[door])) == 1
    assert "PaperVouchedFor" in town.facts()
    with pytest.raises(PaperGone):  # a second press
        town.does("clerk", secrecy.vouch, errand.file)


def test_whoever_may_not_hand_papers_in_any_more_vouches_for_none(town, door):
    errand = hands_in(town, door)
    town.does(None, secrecy.note_inside, errand, Inside.SCAN)

    def moves(work):
        work.session.get_one(MemberRow, town.ids["clerk"]).role = Role.MEMBER

    town.does(None, moves)
    with pytest.raises(NotPermitted):
        town.does("clerk", secrecy.vouch, errand.file)
    town.leaves("clerk")
    with pytest.raises(NotAMember):
        town.does("clerk", secrecy.vouch, errand.file)


def test_one_that_is_let_go_of_or_left_lying_is_not_kept(town, door):
    for _time in range(2):
        errand = hands_in(town, door)
        town.does(None, secrecy.note_inside, errand, Inside.OLD)
    town.does("clerk", secrecy.let_go, errand.file)
    assert len(town.all(HandedInRow)) == 1
    town.after(seconds=KEPT_UNSAID_FOR.total_seconds() + 1).does(None, housekeeping.forget_old_rows)
    assert town.all(HandedInRow) == town.all(KEPT[door]) == []


def test_papers_of_both_kinds_are_bounded(town, door):
    with pytest.raises(PaperTooLarge):
        hands_in(town, door, LARGEST + 1)
    for _paper in range(MOST):
        takes_in(town, town.does(None, secrecy.note_inside, hands_in(town, door), Inside.SEEN))
    with pytest.raises(TooManyPapers):
        hands_in(town, door)


def came(town, file_id):
    """The update that brought a file, as it is kept for some days, and another one like it."""
    with Group(town.engine, now=town.now) as group:
        bodies = (f'{{"file_id": "{file_id}"}}', '{"file_id": "BQACx1"}')
        for number, body in enumerate(bodies):
            store(group.connection, [Arrival(update_id=number, kind="message", body=body)], now=town.now)
        for row in open_rows(group.connection, limit=9):
            group.close_row(Closed(id=row.id))


def test_a_secret_paper_leaves_nothing_and_its_keeper_hears_one_sentence(town, door):
    errand = hands_in(town, door)
    came(town, "BQAC_1")
    town.does(None, secrecy.refuse_paper, errand, SECRET)
    town.does(None, secrecy.refuse_paper, errand, SECRET)  # a result that comes twice
    assert town.all(HandedInRow) == town.all(KEPT[door]) == []
    assert [row.body for row in town.all(InboxRow)] == [WIPED, '{"file_id": "BQACx1"}']
    assert town.told(Refusal) == ["clerk"]
    assert town.does(None, secrecy.note_inside, errand, Inside.SEEN) is None


@pytest.fixture
def consulting(engine):
    """A committee in consultation."""
    made = Consulting(engine)
    made.opens()
    return made


def sends(town, attached, text="", message_id=1):
    return town.does(
        "m2", comments.write_comment, town.resolution_id, None, text=text, attached=attached,
        chat_id=town.chats["m2"], message_id=message_id, at=town.now,
    )  # fmt: skip


def test_nobody_but_the_author_is_given_a_file_that_waits_to_be_looked_into(consulting):
    comment_id = sends(consulting, PAPER, "Xem tệp")
    assert len(consulting.does("m2", attachments.files_of, comment_id)) == 1
    assert consulting.does("clerk", attachments.files_of, comment_id) == []
    [errand] = consulting.notices(LookThrough)
    assert consulting.does(None, secrecy.note_inside, errand, Inside.SCAN) is None
    assert len(consulting.does("clerk", attachments.files_of, comment_id)) == 1
    assert consulting.all(AttachmentRow)[0].inside is Inside.SCAN
    sends(consulting, PHOTO, message_id=2)
    assert consulting.all(AttachmentRow)[1].inside is Inside.PICTURE
    assert len(consulting.notices(LookThrough)) == 1


def test_a_secret_file_goes_and_a_comment_that_said_nothing_else_goes_with_it(consulting):
    spoken, silent = sends(consulting, PAPER, "Xem tệp"), sends(consulting, PAPER, message_id=2)
    came(consulting, "BQAC_1")
    for errand in consulting.notices(LookThrough):
        consulting.does(None, secrecy.refuse_paper, errand, SECRET)
    assert consulting.all(AttachmentRow) == []
    assert WIPED in [row.body for row in consulting.all(InboxRow)]
    assert consulting.told(Refusal) == ["m2", "m2"]
    assert consulting.one(CommentRow, spoken).withdrawn_at is None
    assert consulting.one(CommentRow, silent).withdrawn_at is not None
    with pytest.raises(CommentNotText):
        consulting.does("m2", comments.withdraw, silent, is_withdrawn=False)


def test_in_the_group_whoever_has_no_private_chat_is_answered_there(engine):
    town = Consulting(engine, absent=("m2",))
    town.opens()

    def writes_in_the_group_alone(work):
        work.session.get_one(MemberRow, town.ids["m2"]).user_id = town.users["m2"]

    town.does(None, writes_in_the_group_alone)
    written = Written(
        group=GROUP_ID, message_id=77, answers_to=town.posted(ResolutionCard), thread_id=None,
        text="", quote="", quote_at=None, shown="", attached=PAPER,
    )  # fmt: skip
    town.does("m2", comments.take_reply, written, is_anonymous=False, at=town.now)
    town.does(None, secrecy.refuse_paper, town.notices(LookThrough)[0], SECRET)
    assert town.told(Refusal) == ["group"]
