"""The roof: settings, addresses, and which adapter serves which port."""
