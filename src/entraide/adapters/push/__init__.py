"""Push: news that appears on a device, through the push service of its browser's maker, which cannot read it (RFC 8030, 8291, 8292)."""
