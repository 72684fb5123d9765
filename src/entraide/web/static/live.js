// New lines of a conversation, as they are written. A stream says that there is something new; what it is, the page asks for itself.
// Without this script, or while the stream is broken off, the link shows them. Hidden pages keep no stream: a browser has few.
"use strict";
for (const box of document.querySelectorAll("[data-live]")) {
  const spot = box.closest("li"), said = box.querySelector("[role=status]"), changed = box.querySelector("[data-live-changed]"), link = changed.parentNode;
  let { live, since } = box.dataset, stream, later;

  const look = async (woken) => {
    try {
      const answer = await fetch(since, { redirect: "error" });
      if (!answer.ok) return false;
      const got = await answer.json(), made = document.createElement("template");
      ({ live, since } = got);
      made.innerHTML = got.lines;
      const lines = [...made.content.children].filter((line) => !document.getElementById(line.id));
      const before = spot.getBoundingClientRect().top, typing = document.activeElement?.form;
      if (lines.length) document.querySelector("[data-live-empty]")?.remove();
      spot.before(...lines);
      if (typing) scrollBy(0, spot.getBoundingClientRect().top - before); // the field stays where it is
      if (lines.length && got.said) said.textContent = got.said;
      else if (woken && !lines.length) link.hidden = changed.hidden = false;
      return true;
    } catch {
      return false;
    }
  };
  const close = () => { stream?.close(); stream = null; link.hidden = false; clearTimeout(later); };
  // A new pass comes with what is new; while that fails, once a minute is enough.
  const again = (wait) => {
    close();
    later = setTimeout(async () => { if (!document.hidden) await look() ? open() : again(60000); }, wait);
  };
  const open = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(live);
    stream.onopen = () => { link.hidden = changed.hidden; };
    stream.addEventListener("new", async () => { if (!await look(true)) again(5000 + 10000 * Math.random()); });
    stream.addEventListener("over", () => again(0));
    stream.addEventListener("full", () => again(60000));
    stream.onerror = () => { link.hidden = false; if (stream.readyState === 2) again(15000 + 15000 * Math.random()); };
  };
  document.addEventListener("visibilitychange", () => document.hidden ? close() : again(0));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) again(0); });
  open();
}
