"""Invitations: the ways into a community that chooses its members, and who asked to be let in."""
