"""Communities: groups with their own rules on this server, and who belongs to them."""
