"""Words about tables that cannot be taken."""

from bot.texts.posts import Post, clip
from bot.texts.voice import _, number
from bot.texts.wording import Reader, words_for_refusal
from rules.sheets import (
    NoHeader,
    NotASheet,
    SheetTooLarge,
    SheetUnreadable,
    TooManyColumns,
    TooManyRows,
)

MEGABYTE = 1_000_000


@words_for_refusal(NotASheet)
def not_a_sheet(_reader: Reader, refused: NotASheet) -> Post:
    """Say which kinds of tables can be read."""
    name = clip(refused.file_name, 80)
    return Post(text=_("“{name}” is no table that I can read. Please send .xlsx or .csv.", name=name))


@words_for_refusal(SheetTooLarge)
def sheet_too_large(_reader: Reader, refused: SheetTooLarge) -> Post:
    """Say how heavy a table may be."""
    return Post(
        text=_(
            "The table has {size} MB; at most {limit} MB can be taken.",
            size=number(round(refused.size_bytes / MEGABYTE, 1)),
            limit=number(refused.limit_bytes / MEGABYTE),
        )
    )


@words_for_refusal(SheetUnreadable)
def sheet_unreadable(_reader: Reader, refused: SheetUnreadable) -> Post:
    """Say that the table cannot be opened."""
    return Post(
        text=_(
            "“{name}” cannot be opened: it is damaged or locked. "
            "Please save it again as .xlsx and send it.",
            name=clip(refused.file_name, 80),
        )
    )


@words_for_refusal(TooManyRows)
def too_many_rows(_reader: Reader, refused: TooManyRows) -> Post:
    """Say how many rows fit."""
    return Post(
        text=_("The table has more than {limit} rows. Please split it.", limit=number(refused.limit))
    )


@words_for_refusal(TooManyColumns)
def too_many_columns(_reader: Reader, refused: TooManyColumns) -> Post:
    """Say how many columns fit."""
    return Post(
        text=_(
            "The table has more than {limit} columns. Please delete those that are not needed.",
            limit=number(refused.limit),
        )
    )


@words_for_refusal(NoHeader)
def no_header(_reader: Reader, _refused: NoHeader) -> Post:
    """Ask for column names."""
    return Post(text=_("The table has no row of column names. Please take the template."))
