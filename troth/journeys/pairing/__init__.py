"""The pages by which two people find each other: invite, join, compare four words."""
