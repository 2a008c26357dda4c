"""Named questions with their readings and receipts."""
