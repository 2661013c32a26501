"""The playbook as values: frozen, complete, without any input or output."""
