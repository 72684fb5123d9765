"""Whoever adds a model or a column decides whether it leaves with a community, with a person, and what of it is erased."""

from django.apps import apps
from django.db import models

from entraide.records.moves.parts import PARTS, STAYS, part_of

KEPT = [model for model in apps.get_models() if model.__module__.startswith("entraide.records.")]


def test_every_model_leaves_with_its_community_or_stays_for_a_reason():
    for model in KEPT:
        assert (part_of(model) is not None) != (model._meta.label in STAYS), model._meta.label
    assert set(STAYS) <= {model._meta.label for model in KEPT}


def test_what_does_not_leave_is_a_column_and_may_be_missing():
    for part in PARTS:
        columns = {field.attname: field for field in part.model._meta.concrete_fields}
        assert set(part.left_out) <= set(columns), part.name
        for name in part.left_out:
            field = columns[name]
            assert field.null or field.has_default() or field.empty_strings_allowed, f"{part.name}.{name}"


def test_no_secret_leaves():
    words = {"password", "secret", "digest", "key"}
    # An hour; a word, folded.
    harmless = {("people", "digest_hour"), ("words", "key")}
    # Names and digests in the books: without their salts, one of which never leaves, they tell nothing.
    harmless |= {
        ("accounts", "holder_digest"),
        ("transfers", "key"),
        ("transfers", "words_digest"),
        ("seals", "digest"),
    }
    for part in PARTS:
        for field in part.fields:
            if (part.name, field.attname) not in harmless:
                assert not words & set(field.attname.split("_")), f"{part.name}.{field.attname}"


def test_what_leads_elsewhere_leads_to_a_part_before_it():
    """So that a file can be read from its beginning to its end, once."""
    seen = set()
    for part in PARTS:
        for field in part.fields:
            if isinstance(field, models.ForeignKey):
                assert field.related_model in seen | {part.model}, f"{part.name}.{field.name}"
        seen.add(part.model)


def test_whatever_leads_to_a_person_is_in_their_export_or_excused():
    """Every column of every model, ours or a library's, that leads to a person."""
    from entraide.records.moves.own import EXCUSED, SECTIONS
    from entraide.records.people.models import Person

    leads = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    }
    read = {section.covers for section in SECTIONS}
    assert (
        leads - read - set(EXCUSED) - {"people.Person_groups.person", "people.Person_user_permissions.person"} == set()
    )
    assert (read | set(EXCUSED)) - leads == set(), "what is no more"
    assert not read & set(EXCUSED)


def test_every_column_of_a_section_is_there():
    from django.core.exceptions import FieldError

    from entraide.records.moves.own import SECTIONS

    for section in SECTIONS:
        for lookup in section.columns.values():
            try:
                section.model._default_manager.values_list(lookup)
            except FieldError:
                raise AssertionError(f"{section.name}: {lookup}") from None
