"""Whose money it was: attribution over transfers."""
