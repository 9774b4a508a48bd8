"""A section as a row of parts, each a shelf of records or a page of its own."""
