"""Everything that is kept of a citizen, as a file that people and machines can read."""

from typing import Any

import orjson

from bot.texts.wording import Reader
from rules.citizens import receipt_shown
from storage.bodies import body
from storage.citizens import CitizenIdentityRow, CitizenRow, all_comments_of, identities_of
from storage.comments import CommentRow
from storage.drafts import ClauseRow
from storage.personal_data import ConsentTextRow, consents_of


def my_data_json(reader: Reader) -> bytes:
    """Write down what is kept of whoever asks: consents with their words, comments, answers."""
    ties = identities_of(reader.session, reader.user_id)
    kept = {"telegram_account": reader.user_id, "as_citizen": [_citizen(reader, tie) for tie in ties]}
    return orjson.dumps(kept, option=orjson.OPT_INDENT_2)


def _citizen(reader: Reader, tie: CitizenIdentityRow) -> dict[str, Any]:
    citizen = reader.session.get_one(CitizenRow, tie.citizen_id)
    return {
        "body": body(reader.session, tie.body_id).name,
        "pseudonym": citizen.pseudonym,
        "hamlet": citizen.hamlet,
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
