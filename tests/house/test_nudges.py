"""Whatever can stand on a daily list has words."""

from bot.texts import nudges, wording
from rules.nudges import ItemKind


def test_every_open_item_has_words_but_those_that_are_reminded_of_by_rules_of_their_own():
    wording.load()
    assert nudges.worded() == set(ItemKind) - {ItemKind.COMMENT, ItemKind.VOTE, ItemKind.URGING}
