"""What can be found by searching: one row for each thing that somebody may find, and the words by which it is filed."""
