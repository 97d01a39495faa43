"""Explore what news articles say, each fact beside the sentence that says it."""

__version__ = "0.1.0"
