"""What is said: the words of a reply without what it quotes, and the tricks by which people are robbed. Nothing is looked up."""
