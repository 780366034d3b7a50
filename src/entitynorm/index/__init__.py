"""One read-only file of flat arrays: names, words, keys, postings, and what results print."""

from entitynorm.index.read import Index, Term

__all__ = ["Index", "Term"]
