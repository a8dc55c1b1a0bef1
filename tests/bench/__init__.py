"""Measurements side by side in one run, printed, never asserted: `make bench`."""
