"""How two people find each other: an invitation, an answer, and both confirming."""
