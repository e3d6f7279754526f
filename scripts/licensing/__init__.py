"""What agorascope is made with: whose it is, under which licence, and whether something is known against it."""
