"""What people are asked about their tasks, and what is not understood."""

from bot.texts.nudges import full_name
from bot.texts.posts import Post, clip
from bot.texts.prompts import asks_for
from bot.texts.task_lines import reached_line, state_name, target_words, task_name, task_of
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for_refusal
from handlers import tasks as act
from rules.tasks import ProgressUnclear, WordsWanted, WrongTaskState
from storage.tasks import TaskRow


@asks_for(act.progress_told)
def ask_progress(reader: Reader, task_id: int) -> Post:
    """Ask how far it has come."""
    row = task_of(reader, task_id)
    wanted = (
        _("How far is it? Write a number from 0 to 100 (percent).")
        if row.target is None
        else _(
            "How much has been reached of {target}? Write the number, or percent like 35%.",
            target=target_words(row.target),
        )
    )
    return _about(row, reached_line(row), wanted)


@asks_for(act.result_told)
def ask_result(reader: Reader, task_id: int) -> Post:
    """Ask what has come of it."""
    row = task_of(reader, task_id)
    wanted = (
        _("What has come of it? A sentence or two, for who looks after it.")
        if row.target is None
        else _(
            "What has come of it? First the number (target: {target}), then a sentence or two.",
            target=target_words(row.target),
        )
    )
    return _about(row, wanted)


@asks_for(act.return_reason_told)
def ask_return_reason(reader: Reader, task_id: int) -> Post:
    """Ask why it is returned."""
    row = task_of(reader, task_id)
    return _about(row, _("What is still missing? The owner gets what you write."))


@asks_for(act.why_taken_back_told)
def ask_why_taken_back(reader: Reader, task_id: int) -> Post:
    """Ask why it is not to be done any more."""
    row = task_of(reader, task_id)
    return _about(row, _("Why is it taken back? The owner gets what you write, and it stays on record."))


@asks_for(act.reassign)
def ask_new_owner(reader: Reader, task_id: int) -> Post:
    """Ask whose task it shall be."""
    row = task_of(reader, task_id)
    return _about(row, _("Who shall do it instead of {name}?", name=full_name(reader, row.owner_id)))


@asks_for(act.change_inspector)
def ask_new_inspector(reader: Reader, task_id: int) -> Post:
    """Ask who shall look after it."""
    row = task_of(reader, task_id)
    return _about(
        row, _("Who shall look after it instead of {name}?", name=full_name(reader, row.inspector_id))
    )


def _about(row: TaskRow, *said: str | None) -> Post:
    return Post(text=lines(_("<b>{title}</b>", title=task_name(row, 300)), *said))


@words_for_refusal(WrongTaskState)
def wrong_task_state(_reader: Reader, refused: WrongTaskState) -> Post:
    """Say that the task has moved on."""
    return Post(
        text=_("This cannot be done now: the task is “{state}”.", state=state_name(refused.state))
    )


@words_for_refusal(ProgressUnclear)
def progress_unclear(_reader: Reader, refused: ProgressUnclear) -> Post:
    """Say how progress is told."""
    said = clip(refused.said, 60)
    if refused.unit:
        return Post(
            text=_(
                "I find no number at the beginning of “{said}”. "
                "Please write it like “40 {unit}” or 35%.",
                said=said, unit=refused.unit,
            )
        )  # fmt: skip
    return Post(text=_("“{said}” is no number from 0 to 100. Please write it like 35%.", said=said))


@words_for_refusal(WordsWanted)
def words_wanted(_reader: Reader, _refused: WordsWanted) -> Post:
    """Ask for words."""
    return Post(text=_("Please write it in words: there is no letter and no number in it."))
