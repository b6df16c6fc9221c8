"""Optional coders, off by default: an article → claims, by a model that the user names. Their answers are checked against codebook and text."""
