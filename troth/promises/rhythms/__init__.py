"""Promises in a rhythm: the words once, and a promise without words for each of its days."""
