"""Outlays: what this server spends a day on what others do for it, so that no day costs more than its operator allows."""
