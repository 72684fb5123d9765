"""Rings: members who can each help the next, so that nobody needs credits; proposed to all of them, standing once all say yes."""
