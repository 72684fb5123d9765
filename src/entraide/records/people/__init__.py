"""People: who they are to the others, what they say they like to do, and the limits they set."""
