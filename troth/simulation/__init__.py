"""Made-up people whose truth is known, made through the same actions as anybody's."""
