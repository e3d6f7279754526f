"""How dates, times, web addresses and quotations are written in whatever is read."""
