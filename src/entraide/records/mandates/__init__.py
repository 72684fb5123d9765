"""Mandates: who may act for somebody, how that was agreed to, and until when."""
