"""Exchanges: what two people promised each other, each time that it comes, what was done, said and thanked for."""
