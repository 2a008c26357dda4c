"""From a story to figures, typed claims and verdicts."""
