"""Guided scripts: practices in content files, and what somebody gives as they go through one."""
