"""What we think: pure Python, without Django, database, clock or language of the screen."""
