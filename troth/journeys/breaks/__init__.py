"""Taking a break: for oneself alone, with what is due inside it."""
