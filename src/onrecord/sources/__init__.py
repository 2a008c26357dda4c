"""One folder for each public source: where it is, its columns, its caveats."""
