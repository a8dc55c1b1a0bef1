"""Who goes with whom, so that the whole fits best: an assignment over all pairs at once.

Taking the best pair first, then the next, gives a clause away that another one needed more.
"""

from collections.abc import Mapping

STEP = 1
"""By how much an offer is raised: so near to the best, pair by pair, the whole comes out."""


def best_pairs(scores: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """Pair each key of `scores` with one of its columns, or with none, for the greatest sum.

    Scores are whole numbers above 0; a pair that is not listed is impossible. No column is given twice.
    An auction (D. P. Bertsekas, "The auction algorithm", 1988): everybody bids for the column that is
    worth most beyond its price, and staying alone is worth 0. Prices begin at 0 and only what was bid
    for has one, so whatever stays free at the end was wanted by nobody more than what they have.
    """
    prices: dict[int, int] = {}
    holder: dict[int, int] = {}
    waiting: list[int] = [row for row in reversed(list(scores)) if scores[row]]
    while waiting:
        row = waiting.pop()
        worth = sorted(
            ((score - prices.get(column, 0), column) for column, score in scores[row].items())
        )
        best, column = worth[-1]
        if best <= 0:
            continue
        second = max(worth[-2][0], 0) if len(worth) > 1 else 0
        prices[column] = prices.get(column, 0) + best - second + STEP
        if column in holder:
            waiting.append(holder[column])
        holder[column] = row
    return {row: column for column, row in holder.items()}
