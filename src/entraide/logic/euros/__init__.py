"""Euros between people without a middleman: references, accounts, the QR code of a transfer, a bank's statements, and what matches."""
