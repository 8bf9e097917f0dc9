"""Troth: a private practice for two people who want to trust each other on purpose."""

__version__ = "0.1.0"
