"""One readable SQL file for each measure."""
