"""What people do in chats: read the update, call one action, nothing else."""
