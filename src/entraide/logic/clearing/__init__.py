"""Clearing: rings in which everybody helps the next, chosen so that the help to be hoped for is greatest; and debts that cancel out."""
