"""Conversations: threads and the messages in them, whoever they are between: a community's forum, two members, later an exchange."""
