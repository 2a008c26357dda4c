"""The command line and reports: they parse and render, nothing else."""
