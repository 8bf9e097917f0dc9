"""How one promise ends: the steps, the times that are signed, and its pages."""
