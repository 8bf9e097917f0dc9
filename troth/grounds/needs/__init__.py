"""What each says they need: in their own words, changed as it changes, let rest once it is over."""
