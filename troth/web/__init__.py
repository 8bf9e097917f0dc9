"""Base templates, components, static files, error pages and the neutral page."""
