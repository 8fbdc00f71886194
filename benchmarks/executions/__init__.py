"""Very many confirmed orders, and what their figures take."""
