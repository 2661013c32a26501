"""Languages: which there are, and the words of the interface in each."""
