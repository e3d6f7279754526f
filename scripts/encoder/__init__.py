"""Building the encoder that travels with the repository; started by `scripts/build_encoder`."""
