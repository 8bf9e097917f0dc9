"""Tests in a real browser: what two people do with their thumbs, and what stays behind."""
