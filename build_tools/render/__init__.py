"""Model in, HTML out. A page's HTML is a pure function of its view; what stands around it, of its frame."""
