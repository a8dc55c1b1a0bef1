"""What an operator can type, by noun; `bot/__main__.py` puts the commands together."""
