"""How facts are said to people in their language: moments, distances, readings, reasons. Doors and mail share it."""
