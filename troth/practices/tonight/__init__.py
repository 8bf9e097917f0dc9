"""Tonight’s question: one a day for the two, from decks that both have switched on."""
