"""Names of what an appraisal says and concludes, for chats and papers."""

from bot.texts.voice import _
from rules.appraisal import AppraisalOutcome, AppraisalPart


def outcome_name(outcome: AppraisalOutcome) -> str:
    """Name what the appraisal concludes."""
    names = {
        AppraisalOutcome.PASSES: _("passes"),
        AppraisalOutcome.WITH_CHANGES: _("passes with changes"),
        AppraisalOutcome.RETURNED: _("returned"),
    }
    return names[outcome]


def part_name(part: AppraisalPart) -> str:
    """Name a part of the report."""
    names = {
        AppraisalPart.FORM: _("Form of the paper"),
        AppraisalPart.CONTENT: _("Content and figures"),
        AppraisalPart.PROPOSALS: _("Proposals of the appraiser"),
    }
    return names[part]


def part_question(part: AppraisalPart) -> str:
    """Say what belongs into a part."""
    questions = {
        AppraisalPart.FORM: _("Kind of paper, authority, legal bases, layout, spelling. Please write."),
        AppraisalPart.CONTENT: _(
            "Contradictions between sections, missing bases, work that nobody is given, missing dates, "
            "figures, recipients. Please write."
        ),
        AppraisalPart.PROPOSALS: _("What shall be changed or added before the vote? Please write."),
    }
    return questions[part]
