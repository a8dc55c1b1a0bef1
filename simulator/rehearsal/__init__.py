"""A whole committee of simulated people, who take a draft through its life by talking to the bot."""
