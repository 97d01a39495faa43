"""Repeatable measurements of speed: ``python -m benchmarks [launch|keys|index|cli]``."""
