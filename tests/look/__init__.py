"""`make look`: a picture of every page and state, and one sheet with all of them."""
