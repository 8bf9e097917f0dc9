"""Breaks: days on which nothing is asked of somebody, said by themselves alone."""
