"""`make demo`: the article's program, end to end, held against the outputs that the article shows."""
