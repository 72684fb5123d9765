"""The addresses of the pages for people."""

from django.urls import path, register_converter

from entraide.web.pages import (
    account,
    ask,
    block,
    board,
    community,
    community_safety,
    community_weights,
    community_words,
    conversations,
    dev_mail,
    draft,
    forum,
    healthz,
    home,
    language,
    likes,
    mine,
    person,
    post,
    post_actions,
    post_routing,
    poster,
    read,
    report,
    settings,
    sign_in,
    stop_mail,
    texts,
    thread,
    why_not,
)


class SignConverter:
    """A code or key in an address: letters and figures. Anything else (a NUL, say, which PostgreSQL refuses) is no address of ours."""

    regex = "[0-9A-Za-z]{1,64}"

    def to_python(self, value: str) -> str:
        """The code as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it stands."""
        return value


register_converter(SignConverter, "sign")

urlpatterns = [
    path("", home.home, name="home"),
    path("read/", read.read, name="read"),
    path("draft/", draft.draft, name="draft"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.sign_in_code, name="sign_in_code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("language/", language.language, name="language"),
    path("help/", texts.help_page, name="help"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("charter/", texts.charter, name="charter"),
    path("source/", texts.source, name="source"),
    path("board/", board.board, name="board"),
    path("a/<sign:code>/", post.post, name="post"),
    path("a/<sign:code>/answer/", post_actions.answer_post, name="answer_post"),
    path("a/<sign:code>/take-back/", post_actions.take_back, name="take_back_answer"),
    path("a/<sign:code>/choose/", post_actions.choose, name="choose"),
    path("a/<sign:code>/withdraw/", post_actions.withdraw, name="withdraw"),
    path("a/<sign:code>/stop/", post_actions.stop, name="stop_asking"),
    path("a/<sign:code>/resume/", post_actions.resume, name="resume_asking"),
    path("a/<sign:code>/widen/", post_actions.widen, name="widen"),
    path("a/<sign:code>/file/", post_actions.refile, name="refile"),
    path("a/<sign:code>/file/undo/", post_actions.undo_refile, name="undo_refile"),
    path("a/<sign:code>/correct/", post_actions.correct, name="correct_post"),
    path("a/<sign:code>/stewards/", post_actions.stewards, name="ask_stewards"),
    path("a/<sign:code>/poster/", poster.poster, name="poster"),
    path("a/<sign:code>/why/", why_not.why_not, name="why_not"),
    path("a/<sign:code>/routing/", post_routing.post_routing, name="post_routing"),
    path("a/<sign:code>/routing/csv/", post_routing.post_routing_csv, name="post_routing_csv"),
    path("s/<sign:key>/", ask.ask, name="ask"),
    path("s/<sign:key>/later/", ask.later, name="snooze"),
    path("mails/stop/<str:key>/", stop_mail.stop_mail, name="stop_mail"),
    path("mine/", mine.mine, name="mine"),
    path("p/<sign:code>/", person.person, name="person"),
    path("p/<sign:code>/block/", block.block, name="block"),
    path("p/<sign:code>/unblock/", block.unblock, name="unblock"),
    path("p/<sign:code>/write/", conversations.write_to, name="write_to"),
    path("mine/talks/", conversations.talks, name="talks"),
    path("t/<sign:code>/", thread.thread, name="thread"),
    path("t/<sign:code>/follow/", thread.follow, name="follow_thread"),
    path("t/<sign:code>/tend/", thread.tend, name="tend_thread"),
    path("t/<sign:code>/<sign:key>/", thread.message, name="message"),
    path("likes/", likes.likes, name="likes"),
    path("settings/", settings.settings_page, name="settings"),
    path("settings/export/", account.export, name="export"),
    path("settings/erase/", account.erase, name="erase"),
    path("c/<slug:slug>/", community.community, name="community"),
    path("c/<slug:slug>/join/", community.join, name="join"),
    path("c/<slug:slug>/leave/", community.leave, name="leave"),
    path("c/<slug:slug>/words/", community_words.community_words, name="community_words"),
    path("c/<slug:slug>/weights/", community_weights.community_weights, name="community_weights"),
    path("c/<slug:slug>/safety/", community_safety.community_safety, name="community_safety"),
    path("c/<slug:slug>/forum/", forum.forum, name="forum"),
    path("c/<slug:slug>/forum/new/", forum.open_new_thread, name="open_thread"),
    path("c/<slug:slug>/forum/follow/", forum.follow, name="follow_forum"),
    path("c/<slug:slug>/forum/sections/", forum.sections, name="forum_sections"),
    path("report/<slug:kind>/<sign:ref>/", report.report, name="report"),
    path("dev/mail/", dev_mail.dev_mail, name="dev_mail"),
    path("dev/mail/<str:name>/", dev_mail.dev_mail, name="dev_mail"),
    path("dev/mail/<str:name>/html/", dev_mail.dev_mail_html, name="dev_mail_html"),
    path("healthz", healthz.healthz, name="healthz"),
]
