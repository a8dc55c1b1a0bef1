"""The bots beside which ours is measured, each as its makers' first page shows it."""
