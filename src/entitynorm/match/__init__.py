"""From keys to a decision: candidates, features, score; and mentions found in running text."""
