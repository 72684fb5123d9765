"""Attestations: what people whom a community trusts with it have seen of its members, and who asks them for it. Never a document."""
