"""Files in, a playbook and findings out. Wrong content never raises and never stops at the first fault."""
