"""The built wheel, installed as a stranger installs it."""
