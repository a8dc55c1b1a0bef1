"""Whose number it is: one type for each kind of id, so that none can be taken for another."""

from typing import NewType

UserId = NewType("UserId", int)
"""A Telegram account. Up to 52 bits. https://core.telegram.org/bots/api#user"""

TelegramChatId = NewType("TelegramChatId", int)
"""A chat as Telegram numbers it; it changes when a group becomes a supergroup."""

ChatId = NewType("ChatId", int)
"""A chat as we number it; it never changes."""

MessageId = NewType("MessageId", int)
"""A message within its chat. https://core.telegram.org/bots/api#message"""

ThreadId = NewType("ThreadId", int)
"""A topic of a forum. https://core.telegram.org/bots/api#forumtopic"""

BodyId = NewType("BodyId", int)
"""A committee, council or other body that decides."""

MemberId = NewType("MemberId", int)
"""A person on the roster of a body."""

CitizenId = NewType("CitizenId", int)
"""Somebody from the public, known by a pseudonym only."""

ResolutionId = NewType("ResolutionId", int)
"""A resolution (or decision, plan …) from its first draft to the archive."""

DraftId = NewType("DraftId", int)
"""One version of a resolution's text ("Dự thảo lần n")."""

ClauseId = NewType("ClauseId", int)
"""One clause of one draft, whatever its level."""

ConsultationId = NewType("ConsultationId", int)
"""One round of asking for comments on one draft."""

CommentId = NewType("CommentId", int)
"""One comment, all its versions together."""

VoteId = NewType("VoteId", int)
"""One vote on one frozen text."""

TaskId = NewType("TaskId", int)
"""One task born of a resolution."""

InspectionId = NewType("InspectionId", int)
"""One planned or held inspection."""

CardId = NewType("CardId", int)
"""One live message of ours that is edited when its facts change."""

OutboxId = NewType("OutboxId", int)
"""One thing that waits to be sent, or was."""

InboxId = NewType("InboxId", int)
"""One update or errand result that waits to be handled, or was."""
