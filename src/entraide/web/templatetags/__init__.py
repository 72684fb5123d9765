"""What templates may call: sentences with their lines, and facts in words."""
