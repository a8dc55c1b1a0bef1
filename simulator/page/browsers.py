"""Finds a Chromium on this machine, for tests and pictures of the page."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium on this machine: sudo apt-get install chromium"


def chromium() -> str | None:
    """Give the path of a Chromium, or None without one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)
