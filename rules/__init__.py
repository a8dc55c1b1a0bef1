"""What is allowed, due and counted, and the domain's words. No I/O, no clock, no SQL."""
