"""The same stage as in the stories; here things go wrong on it."""

from tests.stories.conftest import committee, town

__all__ = ["committee", "town"]
