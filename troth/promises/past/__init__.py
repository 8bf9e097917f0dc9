"""What lies behind: past promises by month, looked through by their words, each with its story."""
