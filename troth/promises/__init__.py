"""Promises: what somebody says they will do, by when, and how it ended."""
