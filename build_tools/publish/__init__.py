"""Writes the site: every file or none, and only what changed."""
