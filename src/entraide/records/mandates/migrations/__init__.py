"""How the tables of mandates came to be."""
