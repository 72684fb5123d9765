"""Cells: the hexagons of H3 (https://h3geo.org, resolution 8, about 0.7 km²) in which people and posts are kept and found."""

import h3

RESOLUTION = 8
AREA_RESOLUTION = 5
# Three bits for each of the fifteen resolutions; those finer than the third.
_WITHIN_REGION_BITS = 3 * (15 - 3)


def cell_of(latitude: float, longitude: float) -> int:
    """The cell that a point (degrees, WGS 84) lies in, as an integer that fits a signed 64-bit column."""
    return int(h3.str_to_int(h3.latlng_to_cell(latitude, longitude, RESOLUTION)))


def area_of(cell: int) -> int:
    """The area (resolution 5, about 250 km²: a town and what lies round it) that a cell belongs to, as `cell_of` gives cells."""
    return int(h3.str_to_int(h3.cell_to_parent(h3.int_to_str(cell), AREA_RESOLUTION)))


def region_of(cell: int) -> int:
    """The region (resolution 3, about 12,400 km²: a province) that a cell belongs to, as a number that fits 32 bits.

    Whatever is looked for within 50 km lies in a few of them: by region the largest tables can be spread over several machines. The
    number is the part of the cell's own that all cells of one region share (https://h3geo.org/docs/core-library/h3Indexing).
    """
    return cell >> _WITHIN_REGION_BITS
