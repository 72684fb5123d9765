"""Posts: published sentences, a need or an offer each, with the parts of their reading that queries need."""
