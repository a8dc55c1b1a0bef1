"""Errands: what has to be fetched or asked outside, one module for each activity."""
