"""Reports: what members point out, what was decided about it and by whom, appeals, small panels of members, and the stewards' desk."""
