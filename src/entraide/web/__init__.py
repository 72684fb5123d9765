"""The door for people: pages, forms, templates and static files. It translates between people and journeys, and decides nothing."""
