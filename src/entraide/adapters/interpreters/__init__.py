"""Interpreters: a second opinion of a sentence, from an endpoint that the operator names. Without one, nothing here is ever asked."""
