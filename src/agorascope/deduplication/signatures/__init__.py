"""Which texts may be alike: keys of their character windows, and the buckets in which texts that share some meet."""
