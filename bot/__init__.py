"""The running machine: the only place that knows every part."""
