"""Documents from above are entered, ticked, linked with drafts and reminded of (S1.7, S1.8)."""

from datetime import date, timedelta

import pytest

from actions import concretisation, drafts, initiatives, nudges, upper_documents
from rules.desk import TextTooLong
from rules.drafts import LARGEST_DRAFT_BYTES, DraftTooLarge, ReadDraftFile
from rules.initiatives import Basis
from rules.nudges import DailyList, ItemKind
from rules.requirements import Duty
from rules.resolutions import Stage, WrongStage
from rules.upper_documents import (
    LONGEST_SYMBOL,
    NotADate,
    ReadUpperDocument,
    SymbolTaken,
    UpperState,
)
from storage.concretisation import documents_concretised
from storage.initiatives import InitiativeRow
from storage.members import NotPermitted
from storage.upper_clauses import UpperClauseRow, clauses_to_tick
from storage.upper_documents import UpperDocumentRow, upper_documents_seen
from tests.actions.committees import Committee, text_of
from tests.actions.upper_documents import TOLD, enters, keeps_another_register

DUE = date(2026, 11, 20)  # the Friday of the week in which the committee comes together


@pytest.fixture
def committee(engine):
    return Committee(engine)


@pytest.fixture
def document(committee):
    return enters(committee)


def row(committee, document):
    return committee.one(UpperDocumentRow, document)


def test_what_is_sent_is_fetched_and_what_its_words_require_is_ticked(committee):
    committee.does("clerk", upper_documents.hand_in, chat_id=1, file_id="f", file_name="x", size_bytes=1)
    (errand,) = committee.notices(ReadUpperDocument)
    assert errand.member_id == committee.ids["clerk"]
    document = enters(committee)
    ticked = committee.all(UpperClauseRow, UpperClauseRow.is_required)
    assert [(each.path, each.duty) for each in ticked] == [("1.", Duty.ASSIGNED), ("2.", Duty.REQUIRED)]
    assert row(committee, document).required == 2
    assert len(committee.read(clauses_to_tick, document, is_whole=True)) == 3


def test_a_person_ticks_and_takes_ticks_away(committee, document):
    first, _second, third = committee.read(clauses_to_tick, document, is_whole=True)
    for _twice in range(2):  # as from two screens
        committee.does("sec", upper_documents.tick, third.id, is_required=True)
        committee.does("sec", upper_documents.tick, first.id, is_required=False)
    ticked = committee.all(UpperClauseRow, UpperClauseRow.is_required)
    assert [each.path for each in ticked] == ["2.", "3."]
    assert row(committee, document).required == 2
    # What its words seem to require is still offered.
    assert len(committee.read(clauses_to_tick, document, is_whole=False)) == 3
    with pytest.raises(NotPermitted):
        committee.does("m1", upper_documents.tick, first.id, is_required=True)


def test_a_symbol_stands_in_the_register_once(committee, document):
    with pytest.raises(SymbolTaken) as refused:
        enters(committee, symbol="12 - ct/tu")
    assert refused.value.document_id == document
    other = enters(committee, symbol="")
    with pytest.raises(SymbolTaken):
        committee.does("clerk", upper_documents.set_symbol, other, "Số 12-CT/TU")
    committee.does("clerk", upper_documents.set_symbol, other, "13-CT/TU")
    committee.does("clerk", upper_documents.set_symbol, document, "12-CT/TU")
    assert [each.symbol for each in committee.all(UpperDocumentRow)] == ["12-CT/TU", "13-CT/TU"]


def test_facts_are_bounded_and_told_by_those_who_keep_the_register(committee, document):
    with pytest.raises(DraftTooLarge):
        committee.does(
            "clerk", upper_documents.hand_in, chat_id=1, file_id="f", file_name="x",
            size_bytes=LARGEST_DRAFT_BYTES + 1,
        )  # fmt: skip
    with pytest.raises(TextTooLong):
        committee.does("clerk", upper_documents.set_theme, document, "x" * (LONGEST_SYMBOL + 1))
    with pytest.raises(NotADate):
        committee.does("clerk", upper_documents.set_issued_on, document, date(2026, 11, 17))
    with pytest.raises(NotPermitted):
        committee.does("m1", upper_documents.set_due, document, DUE)
    with pytest.raises(NotPermitted):
        committee.does("guest", upper_documents.hand_in, **TOLD)


def test_one_with_a_date_is_minded_by_the_secretary_until_a_draft_concretises_it(committee, document):
    committee.does("clerk", upper_documents.set_due, document, DUE)
    committee.now += timedelta(days=3)  # Thursday, the day before
    committee.does(None, nudges.give_daily_lists)
    (first,) = committee.notices(DailyList)
    assert [(line.kind, line.subject_id) for line in first.lines] == [
        (ItemKind.UPPER_DOCUMENT, document)
    ]
    assert committee.told(DailyList) == ["sec"]
    resolution_id = committee.has_resolution(Stage.DRAFTING)
    committee.does("clerk", concretisation.concretise, resolution_id, document)
    committee.now += timedelta(days=1)
    committee.does(None, nudges.give_daily_lists)
    assert committee.told(DailyList) == ["sec"]
    assert row(committee, document).state is UpperState.LINKED


def test_without_a_secretary_the_deputies_mind_it(committee, document):
    committee.does("clerk", upper_documents.set_due, document, DUE)
    committee.leaves("sec")
    committee.now += timedelta(days=3)
    committee.does(None, nudges.give_daily_lists)
    assert committee.told(DailyList) == ["dep"]


def test_a_text_that_was_pasted_is_read_like_a_file(committee):
    committee.does("clerk", upper_documents.hand_in_text, "CHỈ THỊ …", chat_id=1, file_name="x.txt")
    (errand,) = committee.notices(ReadUpperDocument)
    assert (errand.file_id, errand.text) == ("", "CHỈ THỊ …")
    with pytest.raises(NotPermitted):
        committee.does("m1", upper_documents.hand_in_text, "CHỈ THỊ …", chat_id=1, file_name="x.txt")


def test_what_is_set_aside_waits_for_nobody_until_it_is_taken_up_again(committee, document):
    committee.does("clerk", upper_documents.set_aside, document)
    assert row(committee, document).state is UpperState.SET_ASIDE
    committee.does("clerk", upper_documents.take_up, document)
    assert row(committee, document).state is UpperState.WAITING
    resolution_id = committee.has_resolution(Stage.DRAFTING)
    committee.does("clerk", concretisation.concretise, resolution_id, document)
    committee.does("clerk", upper_documents.set_aside, document)
    committee.does("clerk", concretisation.let_document_go, resolution_id, document)
    assert row(committee, document).state is UpperState.SET_ASIDE


def test_a_whole_theme_goes_into_one_draft(committee, document):
    other, apart = (enters(committee, symbol=f"{n}-CT/TU") for n in (13, 14))
    for each, theme in ((document, "Nước sạch"), (other, "NƯỚC SẠCH"), (apart, "Giao thông")):
        committee.does("clerk", upper_documents.set_theme, each, theme)
    resolution_id = committee.has_resolution(Stage.DRAFTING)
    committee.does("clerk", concretisation.concretise_theme, resolution_id, document)
    committee.does("clerk", concretisation.concretise_theme, resolution_id, document)
    held = committee.read(documents_concretised, resolution_id)
    assert [each.id for each in held] == [document, other]
    _rows, register = committee.read(upper_documents_seen, committee.users["m1"], first=0, limit=9)
    assert (register.documents, register.required, register.waiting) == (3, 6, 1)


def test_a_document_waits_again_when_its_only_draft_is_unlinked_or_withdrawn(committee, document):
    one, other = (committee.has_resolution(Stage.DRAFTING) for _ in range(2))
    for each in (one, other):
        committee.does("clerk", concretisation.concretise, each, document)
    for _twice in range(2):
        committee.does("clerk", concretisation.let_document_go, one, document)
    assert row(committee, document).state is UpperState.LINKED
    committee.does("clerk", drafts.withdraw, other)
    assert row(committee, document).state is UpperState.WAITING
    with pytest.raises(WrongStage):
        committee.does("clerk", concretisation.concretise, other, document)


def test_an_initiative_that_rests_on_a_document_hands_it_on_to_its_draft(committee, document):
    wanted = committee.does("clerk", concretisation.propose_from, document)
    assert committee.does("sec", concretisation.propose_from, document) == wanted  # no second one
    known = committee.one(InitiativeRow, wanted)
    assert (known.basis, known.basis_said) == (Basis.UPPER_DOCUMENT, "12-CT/TU, 05/10/2026, TỈNH ỦY")
    assert row(committee, document).state is UpperState.WAITING
    other = enters(committee, symbol="13-CT/TU")
    committee.does("clerk", concretisation.rest_on, wanted, other)
    committee.does("clerk", concretisation.rest_on, wanted, other)
    committee.does(
        "clerk", initiatives.hand_in, wanted, chat_id=committee.chats["clerk"], file_id="f",
        file_name="x.docx", size_bytes=1,
    )  # fmt: skip
    (errand,) = committee.notices(ReadDraftFile)
    committee.does(None, drafts.take_draft, errand, text_of("Lắp 120 đồng hồ nước."))
    resolution_id = committee.one(InitiativeRow, wanted).resolution_id
    held = committee.read(documents_concretised, resolution_id)
    assert [each.id for each in held] == [document, other]


def test_others_than_office_heads_and_drafter_link_nothing(committee, document):
    resolution_id = committee.has_resolution(Stage.DRAFTING)
    with pytest.raises(NotPermitted):
        committee.does("m1", concretisation.concretise, resolution_id, document)
    with pytest.raises(NotPermitted):
        committee.does("m1", concretisation.propose_from, document)
    committee.does("clerk", drafts.set_drafter, resolution_id, committee.ids["m1"])
    committee.does("m1", concretisation.concretise, resolution_id, document)
    assert committee.facts().count("DocumentLinked") == 1


def test_whoever_keeps_two_registers_says_in_which_one_a_document_goes(committee):
    other = committee.does(None, keeps_another_register)
    for body_id in (other, committee.body_id):
        committee.does("clerk", upper_documents.hand_in, **TOLD, body_id=body_id)
        committee.does("clerk", upper_documents.hand_in_text, "1. Giao các xã.", chat_id=1,
                       file_name="x.txt", body_id=body_id)  # fmt: skip
    errands = committee.notices(ReadUpperDocument)
    assert [errand.body_id for errand in errands] == [*2 * [other], *2 * [committee.body_id]]
    assert errands[0].member_id != errands[2].member_id
    with pytest.raises(NotPermitted):
        committee.does("sec", upper_documents.hand_in, **TOLD, body_id=other)


def test_what_stands_in_the_head_is_kept_whole_and_what_is_typed_is_bounded(committee):
    symbol, issuer, about = "12-KH/" + "BCĐ" * 30, "BAN " * 100, "về nước sạch " * 40
    document = enters(committee, symbol=symbol, issuer=issuer, abstract=about)
    kept = row(committee, document)
    assert (kept.symbol, kept.issuer, kept.about) == (symbol, issuer, about)
    initiative = committee.one(
        InitiativeRow, committee.does("clerk", concretisation.propose_from, document)
    )
    assert (initiative.about, initiative.proposer) == (about, issuer)
    assert symbol in initiative.basis_said
    with pytest.raises(TextTooLong):
        committee.does("clerk", upper_documents.set_symbol, document, symbol)
