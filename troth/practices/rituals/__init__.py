"""Rituals: what somebody has picked to come round, on which days and from what time on."""
