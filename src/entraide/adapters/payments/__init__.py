"""Paying by card, at a provider that the operator chose; without one, people pay by transfer."""
