"""What an operator meets: full disks, kills, damage, two runs at once, wrong clocks, signals."""
