"""Tests of the templates, the static files and the pages that stand alone."""
