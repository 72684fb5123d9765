"""How the search for helpers goes, for the writer of a post: why just these people were asked, in sum."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.logic.routing.rank import Sum
from entraide.wording.counts import figures
from entraide.wording.moments import listed
from entraide.wording.readings import topic_label

# Of fewer people than this only the topic is told: what is true of one or two of them might be known to be of whom.
FEW = 3


def reasons_in_sum(told: Sum) -> str:
    """ "Pourquoi elles : 5 ont écrit quelque chose sur « chiens », 3 ont dit être libres à ce moment-là et tous à moins de 1 km." """
    said = []
    for topic, count in told.by_topic[:3]:
        wrote = ngettext(
            "%(n)s a écrit quelque chose sur « %(topic)s »", "%(n)s ont écrit quelque chose sur « %(topic)s »", count
        )
        said.append(wrote % {"n": figures(count), "topic": topic_label(topic)})
    if told.people >= FEW:
        if told.free_then:
            free = ngettext(
                "%(n)s a dit être libre à ce moment-là", "%(n)s ont dit être libres à ce moment-là", told.free_then
            )
            said.append(free % {"n": figures(told.free_then)})
        if told.within_km is not None:
            said.append(_("tous à moins de %(km)s km") % {"km": figures(told.within_km)})
    if not said:
        return ""
    return _("Pourquoi elles : %(reasons)s.") % {"reasons": listed(said)}
