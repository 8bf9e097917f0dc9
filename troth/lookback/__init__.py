"""What a record says, and how sure it is: estimators without Django, words or a score."""
