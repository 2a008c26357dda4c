"""Loads public files into an immutable record, every row accounted for."""
