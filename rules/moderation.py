"""What citizens send is looked at: spam and insults are set aside, for a reason that is told."""

from dataclasses import dataclass
from enum import StrEnum

from rules.notices import Notice


class SetAside(StrEnum):
    """Why a comment is not worked with. To disagree is no reason."""

    ADVERT = "advert"  # quảng cáo, tin rác
    INSULT = "insult"  # xúc phạm
    ABOUT_PERSON = "about_person"  # nêu đời tư của người khác
    NOT_ABOUT_DRAFT = "not_about_draft"  # không liên quan dự thảo
    REPEATED = "repeated"  # trùng ý kiến đã gửi của chính người đó


@dataclass(frozen=True, kw_only=True)
class ModerationPage(Notice):
    """The next comment of a citizen at which nobody has looked yet."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class SetAsideReasons(Notice):
    """Asks why a comment is set aside."""

    comment_id: int


@dataclass(frozen=True, kw_only=True)
class SetAsideComments(Notice):
    """What has been set aside, with the reasons; each can be put back."""

    resolution_id: int
    page: int = 0
