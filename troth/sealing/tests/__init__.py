"""Tests of sealing: no database, no Django."""
