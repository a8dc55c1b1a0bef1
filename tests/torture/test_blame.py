"""Finding out what spoils a transaction: soon, and without a word against anybody else."""

from collections import Counter

from bot.blame import Blame

MOST = 64


def handled(rows, *, spoils, jobs=0):
    """Go on until no row is left; how often each was tried, and which were set aside."""
    blame, left, tried, aside = Blame(most=MOST), list(rows), Counter(), []
    while left:
        comes = 0 if blame.are_rows_next else jobs
        most = (0 if comes else 1) if blame.is_on else MOST
        batch = left[:most]
        tried.update(batch)
        guilty = [row for row in batch if row in spoils]
        if guilty and blame.proven(guilty[0]) is None:
            blame.failed(ValueError(), jobs=comes, rows=batch, is_away=False)
            continue
        aside += guilty
        blame.went_well(jobs=comes, rows=len(batch))
        left = left[most:]
    return tried, aside


def test_one_row_among_many_is_found_and_no_other_is_tried_more_than_twice():
    tried, aside = handled(range(200), spoils={60})
    assert aside == [60]
    assert {tried.pop(60)} == {3}
    assert set(tried.values()) <= {1, 2}


def test_it_is_found_while_jobs_come_all_the_time():
    tried, aside = handled(range(200), spoils={5, 150}, jobs=2)
    assert aside == [5, 150]
    assert max(tried.values()) <= 3


def test_a_job_is_let_go_alone_after_it_went_with_rows_that_failed():
    blame = Blame(most=MOST)
    blame.failed(ValueError(), jobs=1, rows=[], is_away=False)
    assert blame.are_rows_next
    blame.went_well(jobs=0, rows=0)  # none had been kept
    assert blame.is_on
    assert not blame.are_rows_next
    blame.went_well(jobs=1, rows=0)
    assert not blame.is_on
