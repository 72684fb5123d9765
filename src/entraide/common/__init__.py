"""The ground: tiny modules that any floor may stand on. Entering it needs a decision record."""
