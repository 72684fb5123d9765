"""What is owed in euros, and what was seen to come in: bills, a community's bank account, payments on its statements, card payments."""
