"""Text to text: no module here but ``keys`` knows what an alias is."""
