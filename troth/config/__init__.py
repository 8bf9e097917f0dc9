"""How Troth is put together: settings, addresses, the server and the `troth` command."""
