"""The record: what will want attention and what happened, without a word in it."""
