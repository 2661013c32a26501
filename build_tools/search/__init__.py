"""Search: what a reader can ask for, as files that Pagefind and our own script read in the browser."""
