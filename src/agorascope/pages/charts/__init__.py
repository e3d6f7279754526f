"""The charts of a page: the course of a discussion, who agrees with whom, drawn as SVG, with their words."""
