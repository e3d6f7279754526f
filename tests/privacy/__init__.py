"""What leaves the machine, what is told, what strangers' text can do: nothing that was not asked for."""
