"""The generator of the Leadership Playbook: Markdown in, a multilingual site out."""

__version__ = "0.1.0"
