"""What others are shown of a page: a picture for social networks, feeds, copies for machines."""
