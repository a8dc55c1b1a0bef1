"""Everything that is kept of a person, as a file that people and machines can read."""

from typing import Any

import orjson

from bot.texts.wording import Reader
from rules.citizens import receipt_shown
from storage.bodies import body
from storage.citizens import CitizenIdentityRow, CitizenRow, all_comments_of, identities_of
from storage.comments import CommentRow
from storage.drafts import ClauseRow
from storage.members import MemberRow, memberships
from storage.own_records import own_ballots, own_comments, own_tasks
from storage.personal_data import ConsentTextRow, consents_of


def my_data_json(reader: Reader) -> bytes:
    """Write down what is kept of whoever asks: consents with their words, comments, answers."""
    ties = identities_of(reader.session, reader.user_id)
    lines = memberships(reader.session, reader.user_id)
    kept = {
        "telegram_account": reader.user_id,
        "as_member": [_member(reader, line) for line in lines],
        "as_citizen": [_citizen(reader, tie) for tie in ties],
    }
    return orjson.dumps(kept, option=orjson.OPT_INDENT_2)


def _member(reader: Reader, line: MemberRow) -> dict[str, Any]:
    assert line.id is not None
    return {
        "body": body(reader.session, line.body_id).name,
        "full_name": line.full_name,
        "post": line.post,
        "role": line.role,
        "votes": line.votes,
        "areas": line.areas,
        "comments": [_said(reader, each) for each in own_comments(reader.session, line.id)],
        "ballots": [
            {
                "resolution": row.abstract,
                "choice": ballot.choice,
                "cast_at": ballot.cast_at,
                "reserved_opinion": ballot.reserved_opinion,
                "closed_at": vote.closed_at,
            }
            for ballot, vote, row in own_ballots(reader.session, line.id)
        ],
        "tasks": [
            {
                "what": task.what,
                "due_on": task.due_on,
                "state": task.state,
                "result": task.result,
                "reported_at": task.reported_at,
                "confirmed_at": task.confirmed_at,
            }
            for task in own_tasks(reader.session, line.id)
        ],
    }


def _said(reader: Reader, comment: CommentRow) -> dict[str, Any]:
    said = _comment(reader, comment)
    return {
        **{name: value for name, value in said.items() if name not in ("code", "set_aside_because")},
        "channel": comment.channel,
        "stance": comment.stance,
        "weight": comment.weight,
    }


def _citizen(reader: Reader, tie: CitizenIdentityRow) -> dict[str, Any]:
    citizen = reader.session.get_one(CitizenRow, tie.citizen_id)
    return {
        "body": body(reader.session, tie.body_id).name,
        "pseudonym": citizen.pseudonym,
        "hamlet": citizen.hamlet,
        "name_in_public_table": citizen.public_name,
        "consents": [
            {
                "purpose": consent.purpose,
                "words": reader.session.get_one(ConsentTextRow, consent.text_hash).text,
                "sha256": consent.text_hash,
                "given_at": consent.given_at,
                "withdrawn_at": consent.withdrawn_at,
            }
            for consent in consents_of(reader.session, tie.citizen_id)
        ],
        "comments": [_comment(reader, each) for each in all_comments_of(reader.session, tie.citizen_id)],
    }


def _comment(reader: Reader, comment: CommentRow) -> dict[str, Any]:
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    return {
        "code": receipt_shown(comment.receipt or ""),
        "clause": clause.path if clause else None,
        "text": comment.text,
        "version": comment.version,
        "written_at": comment.written_at,
        "changed_at": comment.changed_at,
        "withdrawn_at": comment.withdrawn_at,
        "set_aside_because": comment.set_aside,
        "verdict": comment.verdict,
        "answer": comment.answer,
        "answered_at": comment.answered_at,
    }
