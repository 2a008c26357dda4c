"""Money, dates, ids and the one error tree: what every other folder may import."""
