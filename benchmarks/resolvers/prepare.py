"""What text becomes for every peer: anyascii + NFKC + casefold."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

words = re.compile(r"\w+").findall


def prepared(text: str) -> str:
    """The one-liner that most people write.

    >>> prepared("Biélooussov")
    'bieloousov'
    """
    return unicodedata.normalize("NFKC", anyascii(text)).casefold()


def in_order_of_letters(text: str) -> str:
    """Prepared text with its words sorted.

    >>> in_order_of_letters("gros, pierre")
    'gros pierre'
    """
    return " ".join(sorted(words(text)))
