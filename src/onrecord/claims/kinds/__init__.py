"""Kinds of claims: each module reads its statements in a sentence and says which question settles them."""
