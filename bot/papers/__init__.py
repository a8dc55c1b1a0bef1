"""Official papers, one module for each activity: built from facts, laid out by `documents`."""
