"""Search: from what a user types to ranked sentences with highlights."""
