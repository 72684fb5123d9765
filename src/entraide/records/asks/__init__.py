"""Asks and answers: who was asked to help with which post, why, and what they said."""
