"""What a post is, in one word, as it stands before its sentence."""

from django.utils.translation import gettext as _


def kind_name(kind: str) -> str:
    """ "Demande" or "Offre" """
    return _("Offre") if kind == "offer" else _("Demande")


def named_sentence(kind: str, text: str) -> str:
    """The sentence with what it is before it: "Demande : Je cherche quelqu'un pour promener mon chien" """
    return _("%(kind)s : %(sentence)s") % {"kind": kind_name(kind), "sentence": text}
