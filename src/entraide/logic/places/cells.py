"""Cells: the hexagons of H3 (https://h3geo.org, resolution 8, about 0.7 km²) in which people and posts are kept and found."""

import h3

RESOLUTION = 8
REGION_RESOLUTION = 3
# Three bits for each of the fifteen resolutions; those finer than the third.
_WITHIN_REGION_BITS = 3 * (15 - REGION_RESOLUTION)


def cell_of(latitude: float, longitude: float) -> int:
    """The cell that a point (degrees, WGS 84) lies in, as an integer that fits a signed 64-bit column."""
    return int(h3.str_to_int(h3.latlng_to_cell(latitude, longitude, RESOLUTION)))


def region_of(cell: int) -> int:
    """The region (resolution 3, about 12,400 km²: a province) that a cell belongs to, as a number that fits 32 bits.

    Whatever is looked for within 50 km lies in a few of them: by region the largest tables can be spread over several machines. The
    number is the part of the cell's own that all cells of one region share (https://h3geo.org/docs/core-library/h3Indexing).
    """
    return cell >> _WITHIN_REGION_BITS


def regions_around(latitude: float, longitude: float) -> tuple[int, ...]:
    """The numbers of the region that a point (degrees, WGS 84) lies in and of those next to it: whatever is within 50 km lies in them."""
    middle = h3.latlng_to_cell(latitude, longitude, REGION_RESOLUTION)
    cells = (h3.cell_to_center_child(region, RESOLUTION) for region in h3.grid_disk(middle, 1))
    return tuple(sorted(region_of(h3.str_to_int(cell)) for cell in cells))
