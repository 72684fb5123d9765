// Shows what is pushed, and opens the page that it is about. It keeps nothing and holds no page: without it all works as ever.
"use strict";
self.addEventListener("push", (event) => {
  let said;
  try { said = event.data.json(); } catch { said = { title: "Entraide", url: "/mine/" }; }
  const { title, house, tag, lang, url, stop, stopWords, stopped } = said;
  event.waitUntil(self.registration.showNotification(title, {
    body: house, tag, lang, data: { url, stop, stopped, lang },
    actions: stop ? [{ action: "stop", title: stopWords }] : [],
  }));
});
self.addEventListener("notificationclick", (event) => {
  const { url, stop, stopped, lang } = event.notification.data || {};
  event.notification.close();
  event.waitUntil(event.action === "stop" ? quiet(stop, stopped, lang) : open(new URL(url || "/mine/", self.location.origin)));
});
// One click, and no page: if it cannot be sent now, the page with the button is opened instead.
const quiet = async (stop, stopped, lang) => {
  const done = await fetch(stop, { method: "POST", credentials: "omit" }).catch(() => null);
  return done?.ok ? self.registration.showNotification(stopped, { tag: "stopped", lang, silent: true }) : open(new URL(stop, self.location.origin));
};
const open = async (page) => {
  if (page.origin !== self.location.origin) return;
  for (const one of await self.clients.matchAll({ type: "window" })) if (one.url === page.href && "focus" in one) return one.focus();
  return self.clients.openWindow(page.href);
};
