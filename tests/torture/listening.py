"""What is written to the log meanwhile, in the shape and from the level that a test asks for."""

import io
import logging
import sys
from contextlib import contextmanager

import structlog

from bot.logs import configure_logs

_LAZY = type(structlog.get_logger())

HEARD = []
"""What was written, by everybody who has listened since it was emptied."""


@contextmanager
def listening(level=logging.INFO, *, shape="json"):
    """Give what is written; afterwards the logs are as they were."""
    root, shaped = logging.getLogger(), structlog.get_config()
    before, was = list(root.handlers), root.level
    configure_logs(level, shape=shape)
    _forget_levels()
    out = io.StringIO()
    [handler] = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(out)
    HEARD.append(out)
    try:
        yield out
    finally:
        root.handlers[:] = before
        root.setLevel(was)
        structlog.configure(**shaped)
        _forget_levels()


def _forget_levels():
    """Let every module's logger ask anew from which level it speaks: it has kept the first answer."""
    for name, module in list(sys.modules.items()):
        log = getattr(module, "log", None) if name.startswith("bot.") else None
        if isinstance(log, _LAZY):
            vars(log).pop("bind", None)
