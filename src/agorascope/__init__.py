"""agorascope"""
