"""What the gazetteers lack: names that texts hold and no entity explains, as questions that a person can answer."""

from entitynorm.suggest.propose import Form, Place, Proposal, propose
from entitynorm.suggest.sight import Sighting, in_mention, in_text

__all__ = ["Form", "Place", "Proposal", "Sighting", "in_mention", "in_text", "propose"]
