"""What communities may decide about themselves, and what nobody may decide away: rules inside a charter."""
