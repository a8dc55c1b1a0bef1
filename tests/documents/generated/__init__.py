"""Vietnamese administrative documents made by the thousand, each with the tree it was written from."""
