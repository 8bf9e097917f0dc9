"""Plans for the coming days in one's own words; what is over is gone, a change leaves no mark."""
