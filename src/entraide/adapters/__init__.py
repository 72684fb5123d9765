"""What lies outside our walls: for each, a port, the real thing and a fake."""
