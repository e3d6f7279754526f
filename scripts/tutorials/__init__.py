"""The pictures of the tutorials, made anew from the sample files: `python -m scripts.tutorials`."""
