"""Words for a rule that says no to an appraisal, or to a vote without one."""

from bot.texts.appraisal_words import gap_line, part_name
from bot.texts.posts import Post
from bot.texts.screens import link_to
from bot.texts.voice import _
from bot.texts.wording import Reader, words_for_refusal
from rules.appraisal import (
    AppraisalIncomplete,
    AppraisalNeeded,
    AppraisalOver,
    AppraisalPage,
    AppraisesOneself,
)


@words_for_refusal(AppraisalNeeded)
def appraisal_needed(_reader: Reader, refused: AppraisalNeeded) -> Post:
    """Say why the vote is not opened, and lead to what comes next."""
    page = link_to(_("Appraisal"), AppraisalPage(resolution_id=refused.resolution_id))
    return Post(text=gap_line(refused.gap), buttons=[[page]])


@words_for_refusal(AppraisesOneself)
def appraises_oneself(_reader: Reader, refused: AppraisesOneself) -> Post:
    """Ask for somebody else."""
    return Post(
        text=_("{name} drafts it, and nobody appraises the own draft. Please choose somebody else.",
               name=refused.full_name)
    )  # fmt: skip


@words_for_refusal(AppraisalIncomplete)
def appraisal_incomplete(_reader: Reader, refused: AppraisalIncomplete) -> Post:
    """Name what is to be written first."""
    return Post(
        text=_(
            "Still missing: {fields}. Please complete this first.",
            fields=", ".join(part_name(part) for part in refused.missing),
        )
    )


@words_for_refusal(AppraisalOver)
def appraisal_over(_reader: Reader, _refused: AppraisalOver) -> Post:
    """Say that it cannot be changed."""
    return Post(text=_("This appraisal is concluded, or another one was asked for since."))
