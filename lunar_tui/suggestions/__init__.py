"""Suggestions: claims that sentences may support, found by patterns, for a person to judge."""
