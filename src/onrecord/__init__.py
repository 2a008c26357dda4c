"""onrecord checks a story's figures against the public record of money and votes, with receipts."""

__all__ = ["__version__"]
__version__ = "0.1.0"
