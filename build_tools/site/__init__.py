"""The host: all that knows MkDocs. It draws the shell that pages are poured into."""
