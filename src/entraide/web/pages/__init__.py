"""One page, one file. A page checks form, permission and time, calls one journey, and shows the result."""
