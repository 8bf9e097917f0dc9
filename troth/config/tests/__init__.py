"""Tests of how Troth is put together."""
