"""How the tables of invitations came to be."""
