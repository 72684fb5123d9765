"""The door for operators: one file a command."""
