"""What a change of the gazetteers does before it is merged: answers, collisions, names out of reach, lost IDs."""

from entitynorm.impact.compare import Answer, Change, Impact, Unreachable, compare
from entitynorm.impact.corpus import Question, read_questions
from entitynorm.impact.revision import revision

__all__ = ["Answer", "Change", "Impact", "Question", "Unreachable", "compare", "read_questions", "revision"]
