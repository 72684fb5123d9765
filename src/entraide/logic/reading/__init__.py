"""Reading: a sentence becomes a reading (understand.py). The contract of the fields stands in interpretation.py."""
