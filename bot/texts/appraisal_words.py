"""Names of what an appraisal says and concludes and what it still lacks, for chats and papers."""

from bot.texts.voice import _
from rules.appraisal import AppraisalGap, AppraisalOutcome, AppraisalPart


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


def gap_line(gap: AppraisalGap) -> str:
    """Say why the vote cannot be opened yet, and what comes next."""
    said = {
        AppraisalGap.NOT_ASKED: _(
            "The vote cannot be opened yet: please ask somebody other than the drafter to appraise."
        ),
        AppraisalGap.UNDER_WAY: _(
            "The vote cannot be opened yet: the appraiser has not concluded."
        ),
        AppraisalGap.RETURNED: _(
            "The vote cannot be opened: the appraisal sent the draft back. Please hand in a new "
            "version, then ask for another appraisal."
        ),
        AppraisalGap.CHANGES_MISSING: _(
            "The vote cannot be opened yet: the appraisal wants changes. Please hand in the changed "
            "version."
        ),
        AppraisalGap.NEWER_VERSION: _(
            "The vote cannot be opened yet: a newer version has come since the appraisal. Please ask "
            "the appraiser to look at it."
        ),
    }  # fmt: skip
    return said[gap]
