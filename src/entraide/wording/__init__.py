"""How facts are said to people in their language: moments, distances, readings and reasons. The doors and the mail share it."""
