"""Files from elsewhere made into articles: their text, what they say of themselves, and copies."""
