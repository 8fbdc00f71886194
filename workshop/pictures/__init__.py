"""The pictures of the handbook: a browser walks through the story of a customer."""
