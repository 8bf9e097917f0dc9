"""How well the look-back reads couples whose truth is known, and what it costs."""
