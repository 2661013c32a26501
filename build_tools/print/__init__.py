"""Paper: PDFs and EPUB of the playbook's pages. The only package that knows WeasyPrint."""
