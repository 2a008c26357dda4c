"""Who is who: groups of committees and aliases, as reviewable data."""
