"""What the committee does: one verb, one function, inside one transaction."""
