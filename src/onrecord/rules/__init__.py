"""Election counting, exact and pure; it knows only the model."""
