"""A page on which anybody plays everybody: chats, the clock, the weather, a guided tour."""
