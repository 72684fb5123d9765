"""Tags and filters of the desk: what a case is about, signs of doubt, attestations and months in words."""

from datetime import date

from django import template
from django.utils.dates import MONTHS

from entraide.records.attestations.models import Attestation
from entraide.records.attestations.queries import Asking
from entraide.records.exchanges.models import Problem
from entraide.records.reports.models import Case
from entraide.wording.desk import sign_words as words_of_sign
from entraide.wording.moderation import thing_name
from entraide.wording.promises import problem_words
from entraide.wording.standing import kind_name

register = template.Library()


@register.simple_tag
def case_name(case: Case) -> str:
    """What a case is about, as a word: `{% case_name case %}`."""
    return thing_name(case.kind)


@register.simple_tag
def case_words(case: Case) -> str:
    """What is written in the thing of a case; "" for a person, or once it is gone: `{% case_words case as words %}`."""
    if case.post:
        return case.post.text
    if case.thread:
        return case.thread.subject
    if case.message:
        return case.message.words
    return case.say.text if case.say else ""


@register.simple_tag
def sign_words(sign: str) -> str:
    """A sign of doubt in words."""
    return words_of_sign(sign)


@register.simple_tag
def attestation_name(attestation: Attestation | Asking) -> str:
    """What an attestation says, or one that is asked for."""
    return kind_name(attestation.kind, name=attestation.name)


@register.simple_tag
def problem_name(problem: Problem) -> str:
    """What went wrong in an exchange, as one of the two named it: `{% problem_name problem %}`."""
    return problem_words(problem.kind)


@register.filter
def month_name(on: date) -> str:
    """The month: "mars"."""
    return str(MONTHS[on.month])
