"""What tells whether a number counts what is needed or offered: the words around it, in four languages."""
