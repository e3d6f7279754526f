"""spam"""
