"""Who has spoilt a transaction: a job or a row. Found by letting them go apart, the rows one by one."""

from collections.abc import Sequence

from storage.engine import will_pass

PATIENCE = 5
"""Transactions that may fail on one row alone before it is set aside: the database may be away."""


class Blame:
    """What is known of the last failure. While something is suspected, jobs and rows do not mix."""

    def __init__(self, *, most: int) -> None:
        self._most = most  # rows that a transaction may have held
        self._suspects = 0  # rows that are still to be tried alone
        self._is_a_job_suspected = False  # what it stores may be handled in its own transaction
        self._are_rows_next = False
        self._row: int | None = None  # that failed alone, so often, and with what
        self._failures = 0
        self._spoilt_by: Exception | None = None

    @property
    def is_on(self) -> bool:
        """Whether jobs and rows go apart, the rows one by one."""
        return self._suspects > 0 or self._is_a_job_suspected

    @property
    def are_rows_next(self) -> bool:
        """Whether it is the rows' turn; the jobs wait for the next transaction."""
        return self.is_on and self._are_rows_next

    def proven(self, row: int) -> Exception | None:
        """Say with what a row is known to spoil any transaction, if it is."""
        return self._spoilt_by if self._row == row and self._failures >= PATIENCE else None

    def went_well(self, *, jobs: int, rows: int) -> None:
        """Take note of a transaction that was kept."""
        if not self.is_on:
            return
        self._are_rows_next = jobs > 0
        if jobs:
            self._is_a_job_suspected = False
        else:
            self._suspects = self._suspects - rows if rows else 0

    def failed(self, error: Exception, *, jobs: int, rows: Sequence[int], is_away: bool) -> bool:
        """Take note of a transaction that was given up; say whether to wait before the next one."""
        if not self.is_on:
            self._suspects, self._is_a_job_suspected = self._most, jobs > 0
            self._are_rows_next = True
            return False
        self._are_rows_next = jobs > 0
        for row in rows:  # alone, as it is now
            self._accuse(row, error, is_away=is_away)
        return is_away

    def _accuse(self, row: int, error: Exception, *, is_away: bool) -> None:
        if row != self._row:
            self._row, self._failures = row, 0
        # Where the database is well, trying again would change nothing.
        self._failures += 1 if is_away else PATIENCE
        self._spoilt_by = None if is_away and will_pass(error) else error
