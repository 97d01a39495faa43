"""Exports: facts and sentences as text that leaves the program, one module a format."""
