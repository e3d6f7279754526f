"""Quality of the whole pipeline on annotated discussions."""
