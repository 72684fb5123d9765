"""What two people show each other: a photo that was asked for, where to meet; and the warnings beside what robbers write."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.cast import NOW
from tests.conftest import Clock
from tests.journeys.exchanging import Two, promised
from tests.journeys.talk import house_with
from tests.web import rows

from entraide.adapters.pictures import MOST_BYTES, NoPicture, redrawn
from entraide.journeys.block_person import block_person
from entraide.journeys.erase_person import erase_person
from entraide.journeys.forget_shown import forget_shown
from entraide.journeys.refusals import Refusal
from entraide.journeys.share_place import share_place
from entraide.journeys.show_photo import ask_photo, show_photo
from entraide.journeys.withdraw_message import withdraw_message
from entraide.journeys.write_to import write_to
from entraide.records.communities.models import Community
from entraide.records.conversations.models import Message, MessagePhoto, PhotoRequest, SharedPlace, Thread
from entraide.records.exchanges.models import Exchange
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.reports.models import Case

pytestmark = pytest.mark.django_db
PLACE = "12, rue du Puits, sonnette du haut"


def photo_file(*, size: tuple[int, int] = (1600, 1200), kind: str = "JPEG", is_noise: bool = False) -> bytes:
    """A picture as a telephone takes it, with where and when it was taken."""
    picture = Image.effect_noise(size, 90).convert("RGB") if is_noise else Image.new("RGB", size, (200, 40, 40))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telephone of Ginette"
    exif.get_ifd(0x8825)[1] = "N"
    file = BytesIO()
    picture.save(file, kind, **({"exif": exif} if kind in ("JPEG", "WEBP") else {}))
    return file.getvalue()


def talk(now: datetime = NOW) -> tuple[Person, Person, Thread]:
    """Ginette has written to Bruno."""
    _, people = house_with()
    thread = write_to(writer=people["Ginette"], other=people["Bruno"], words="Bonjour !", now=now)
    return people["Ginette"], people["Bruno"], thread


def upload(content: bytes, name: str = "velo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


# -- photos ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_photo_is_drawn_anew_small_upright_and_without_where_it_was_taken(kind: str) -> None:
    drawn = redrawn(photo_file(kind=kind))
    assert len(drawn.content) <= MOST_BYTES
    with Image.open(BytesIO(drawn.content)) as seen:
        assert seen.format == "WEBP"
        assert not dict(seen.getexif())
        assert max(seen.size) <= 1280
        assert (drawn.width, drawn.height) == seen.size
        assert (seen.height > seen.width) == (kind in ("JPEG", "WEBP")), "turned as the camera was held"
    assert b"Telephone" not in drawn.content


def test_even_noise_fits() -> None:
    assert len(redrawn(photo_file(is_noise=True)).content) <= MOST_BYTES


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        photo_file()[:500],
        photo_file(kind="BMP"),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        redrawn(content)


def test_a_file_that_unfolds_into_all_of_the_memory_is_refused() -> None:
    file = BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    assert len(file.getvalue()) < 100_000
    with pytest.raises(NoPicture):
        redrawn(file.getvalue())


def test_a_photo_is_asked_for_shown_and_seen_by_the_two_alone(clock: Clock) -> None:
    ginette, bruno, thread = talk()
    asking, showing = rows.signed_in(ginette), rows.signed_in(bruno)
    page = f"/t/{thread.code}/"
    asking.post(page, {"words": "Le frein, vu de près ?", "ask": "photo"})
    assert "Demande une photo." in asking.get(page).content.decode()
    assert f"{page}photo/" in showing.get(page).content.decode()
    assert "Le frein, vu de près" in showing.get(f"{page}photo/").content.decode()
    answer = showing.post(f"{page}photo/", {"photo": upload(photo_file()), "words": "Le frein arrière"})
    message = Message.objects.get(words="Le frein arrière")
    assert answer.headers["Location"] == f"{page}?latest#m-{message.pk.hex}"
    html = asking.get(page).content.decode()
    address = f"{page}photo/{message.pk.hex}/"
    assert f'src="{address}"' in html
    assert 'alt="Le frein arrière"' in html
    assert 'loading="lazy"' in html
    for browser in (asking, showing):
        picture = browser.get(address)
        assert picture.headers["Content-Type"] == "image/webp"
        assert picture.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "private" in picture.headers["Cache-Control"]
        assert picture.headers["X-Content-Type-Options"] == "nosniff"
    stranger = rows.signed_in(rows.person("Farid"))
    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert rows.signed_in(rows.person("Op", is_staff=True)).get(address).status_code == 404


def test_the_same_form_twice_is_one_photo(clock: Clock) -> None:
    ginette, bruno, thread = talk()
    ask_photo(asker=ginette, thread_id=thread.pk, words="Le frein ?", now=NOW)
    ask_photo(asker=ginette, thread_id=thread.pk, words="Le frein ?", now=NOW)
    first = show_photo(owner=bruno, thread_id=thread.pk, picture=photo_file(), words="Le frein", now=NOW)
    assert show_photo(owner=bruno, thread_id=thread.pk, picture=photo_file(), words="Le frein", now=NOW) == first
    assert (PhotoRequest.objects.count(), MessagePhoto.objects.count()) == (1, 1)


def test_nobody_shows_what_nobody_asked_for(clock: Clock) -> None:
    ginette, bruno, thread = talk()
    page = f"/t/{thread.code}/photo/"
    browser = rows.signed_in(bruno)
    assert browser.get(page).status_code == 302
    answer = browser.post(page, {"photo": upload(photo_file()), "words": "Le frein"})
    assert (answer.status_code, MessagePhoto.objects.count()) == (422, 0)
    ask_photo(asker=ginette, thread_id=thread.pk, words="Le frein ?", now=NOW)
    wrong = browser.post(page, {"photo": upload(b"%PDF-1.7"), "words": "Le frein"})
    assert (wrong.status_code, "JPEG" in wrong.content.decode()) == (422, True)
    silent = browser.post(page, {"photo": upload(photo_file()), "words": " "})
    assert (silent.status_code, "qui ne voit pas" in silent.content.decode()) == (422, True)
    assert browser.post(page, {"words": "Le frein"}).status_code == 422
    huge = browser.post(page, {"photo": upload(b"\xff" * (13 * 1024 * 1024)), "words": "Le frein"})
    assert huge.status_code == 400
    # Where no page asks for a file, none comes in.
    assert browser.post(f"/t/{thread.code}/", {"words": "Oui", "x": upload(photo_file())}).status_code == 400


def test_at_most_three_photos_wait(clock: Clock) -> None:
    ginette, _, thread = talk()
    for number in range(3):
        ask_photo(asker=ginette, thread_id=thread.pk, words=f"Photo {number} ?", now=NOW)
    with pytest.raises(Refusal, match="photos_wait"):
        ask_photo(asker=ginette, thread_id=thread.pk, words="Encore ?", now=NOW)


def test_a_photo_that_was_taken_back_is_seen_by_nobody_and_goes_with_its_owner(clock: Clock) -> None:
    ginette, bruno, thread = talk()
    ask_photo(asker=ginette, thread_id=thread.pk, words="Le frein ?", now=NOW)
    shown = show_photo(owner=bruno, thread_id=thread.pk, picture=photo_file(), words="Le frein", now=NOW)
    address = f"/t/{thread.code}/photo/{shown.pk.hex}/"
    withdraw_message(writer=bruno, message_id=shown.pk, now=NOW)
    assert rows.signed_in(ginette).get(address).status_code == 404
    assert address not in rows.signed_in(ginette).get(f"/t/{thread.code}/").content.decode()
    erase_person(person=bruno, now=clock.now)
    assert not MessagePhoto.objects.exists()


def test_whoever_settles_a_report_of_a_photo_sees_it_until_then(clock: Clock) -> None:
    ginette, bruno, thread = talk()
    chloe = Person.objects.get(first_name="Chloé")
    ask_photo(asker=ginette, thread_id=thread.pk, words="Le frein ?", now=NOW)
    shown = show_photo(owner=bruno, thread_id=thread.pk, picture=photo_file(), words="Autre chose", now=NOW)
    address = f"/t/{thread.code}/photo/{shown.pk.hex}/"
    tending = rows.signed_in(chloe)
    assert tending.get(address).status_code == 404
    house = Community.objects.get(slug="ixelles")
    case = Case.objects.create(kind="message", message=shown, community=house, about=bruno, opened_at=NOW, state="open")
    assert address in tending.get(f"/c/ixelles/desk/case/{case.code}/").content.decode()
    assert tending.get(address).status_code == 200
    withdraw_message(writer=bruno, message_id=shown.pk, now=NOW)
    assert tending.get(address).status_code == 200
    assert rows.signed_in(ginette).get(address).status_code == 404
    Case.objects.update(state="settled")
    assert tending.get(address).status_code == 404


def test_photos_go_after_three_months(clock: Clock) -> None:
    ginette, bruno, thread = talk()
    ask_photo(asker=ginette, thread_id=thread.pk, words="Le frein ?", now=NOW)
    show_photo(owner=bruno, thread_id=thread.pk, picture=photo_file(), words="Le frein", now=NOW)
    assert forget_shown(now=clock.pass_by(days=89)) == 0
    assert forget_shown(now=clock.pass_by(days=2)) == 1
    assert Message.objects.filter(words="Le frein").exists()


# -- places ---------------------------------------------------------------------------------------------------------------


def showing_page(two: Two) -> str:
    return f"/t/{two.exchange.code}/place/"


def test_a_place_is_shown_to_the_other_alone_and_taken_back(clock: Clock, run_worker: Callable[[], int]) -> None:
    two = promised()
    mine, theirs = rows.signed_in(two.asker), rows.signed_in(two.helper)
    page = f"/e/{two.exchange.code}/"
    assert mine.post(showing_page(two), {"words": PLACE}).headers["Location"] == f"{page}#places"
    assert PLACE in mine.get(page).content.decode()
    assert PLACE in theirs.get(page).content.decode()
    run_worker()
    notice = Notice.objects.get(kind="place_shown")
    assert notice.person == two.helper
    assert PLACE not in str(notice.facts)
    farid = rows.person("Farid")
    assert rows.signed_in(farid).post(showing_page(two), {"words": "Ailleurs"}).status_code == 404
    mine.post(showing_page(two), {"action": "take-back"})
    assert PLACE not in theirs.get(page).content.decode()
    assert not SharedPlace.objects.exists()


def test_a_place_is_shown_only_once_something_is_promised_and_goes_when_it_is_over(clock: Clock) -> None:
    two = promised()
    share_place(owner=two.asker, thread_id=two.exchange.thread_id, words=PLACE, now=clock.now)
    assert forget_shown(now=clock.now) == 0
    Exchange.objects.filter(pk=two.exchange.pk).update(state="settled")
    assert forget_shown(now=clock.now) == 1
    with pytest.raises(Refusal, match="promise_missing"):
        share_place(owner=two.asker, thread_id=two.exchange.thread_id, words=PLACE, now=clock.now)
    answer = rows.signed_in(two.asker).post(showing_page(two), {"words": PLACE})
    assert answer.status_code == 422


def test_nobody_shows_a_place_to_somebody_who_does_not_want_to_meet_them(clock: Clock) -> None:
    two = promised()
    block_person(person=two.helper, other=two.asker, now=clock.now)
    with pytest.raises(Refusal):
        share_place(owner=two.asker, thread_id=two.exchange.thread_id, words=PLACE, now=clock.now)


def test_a_place_is_part_of_an_exchange_and_of_no_other_talk(clock: Clock) -> None:
    _, bruno, thread = talk()
    assert rows.signed_in(bruno).get(f"/t/{thread.code}/place/").status_code == 404
    with pytest.raises(Refusal, match="not_yours"):
        share_place(owner=bruno, thread_id=thread.pk, words=PLACE, now=NOW)


# -- warnings --------------------------------------------------------------------------------------------------------------


def test_whoever_writes_as_robbers_do_is_held_back_once_and_the_other_is_warned(clock: Clock) -> None:
    ginette, bruno, thread = talk()
    page, words = f"/t/{thread.code}/", "Versez-moi 50 € d'avance par Western Union."
    writing, reading = rows.signed_in(bruno), rows.signed_in(ginette)
    held = writing.post(page, {"words": words})
    assert held.status_code == 422
    assert "Envoyer quand même" in held.content.decode()
    assert words.replace("'", "&#x27;") in held.content.decode()
    assert not Message.objects.filter(words=words).exists()
    assert writing.post(page, {"words": words, "sure": "yes"}).status_code == 302
    html = reading.get(page).content.decode()
    assert "Prudence" in html
    assert "Signaler ce message" in html
    assert "Prudence" not in writing.get(page).content.decode()
    assert "Prudence" not in rows.signed_in(bruno).get(page).content.decode()


def test_the_first_words_to_somebody_are_looked_at_too(clock: Clock) -> None:
    _, people = house_with()
    page = f"/p/{people['Els'].code}/write/"
    held = rows.signed_in(people["Bruno"]).post(page, {"words": "Payez d'abord, je viens ensuite."})
    assert (held.status_code, Thread.objects.count()) == (422, 0)
    sent = {"words": "Payez d'abord, je viens ensuite.", "sure": "yes"}
    assert rows.signed_in(people["Bruno"]).post(page, sent).status_code == 302


def test_a_message_of_neighbours_leaves_at_once(clock: Clock) -> None:
    _, bruno, thread = talk()
    sent = rows.signed_in(bruno).post(f"/t/{thread.code}/", {"words": "Merci d'avance, à samedi !"})
    assert sent.status_code == 302
