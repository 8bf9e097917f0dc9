"""What a controlling partner tries with the ordinary pages: docs/decisions/misuse-promises.md."""
