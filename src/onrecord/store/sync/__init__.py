"""Keeps a record current: plans, downloads into a cache, verifies, and loads what changed."""
