"""Text and positions: what a file says and where, knowing Markdown and YAML but not leadership."""
