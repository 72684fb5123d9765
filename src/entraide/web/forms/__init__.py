"""What people may send: one file a page. A form checks and cleans; it decides nothing."""
