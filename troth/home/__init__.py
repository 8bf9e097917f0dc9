"""Today, Me and the public pages: composes what the capabilities offer."""
