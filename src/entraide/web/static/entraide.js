/* The live underline: a mirror under the one field carries the lines. Without this script the field is a plain textarea,
   and the next page shows the reading. 150 ms after the last key the server is asked; lines under words that still stand
   stay while its answer travels; one second after the last key the reading is said to those who hear the page.
   [data-read] and [data-said] in the same form take the chips and what is said; without them only the lines are drawn. */
for (const box of document.querySelectorAll("[data-live]")) {
  const [mirror, field] = box.children, form = field.form;
  const read = form.querySelector("[data-read]"), said = form.querySelector("[data-said]"), left = form.querySelector("[data-left]");
  let pieces = [...mirror.childNodes].map(n => [n.textContent, n.className || null]), asked, rest, travel;
  box.classList.add("js");

  const draw = () => mirror.replaceChildren(...pieces.map(([words, line]) => {
    words = words.replace(/ (?= )/g, "\u00a0"); // the mirror folds runs of spaces, the field does not
    if (!line) return words;
    const span = document.createElement("span");
    span.className = line; span.textContent = words;
    return span;
  }), "\n");

  // The old pieces on the new text: what stands before and after the change keeps its line, what was touched loses it.
  const carry = (before, now) => {
    const old = before.map(p => p[0]).join(""), most = Math.min(old.length, now.length);
    let a = 0, b = 0, at = 0;
    while (a < most && old[a] === now[a]) a++;
    while (b < most - a && old[old.length - 1 - b] === now[now.length - 1 - b]) b++;
    const kept = [];
    for (const [words, line] of before) {
      const start = at, end = at += words.length;
      if (line && end <= a) kept.push([start, end, line]);
      else if (line && start >= old.length - b) kept.push([start + now.length - old.length, end + now.length - old.length, line]);
    }
    at = 0;
    const result = [];
    for (const [start, end, line] of kept) {
      if (start > at) result.push([now.slice(at, start), null]);
      result.push([now.slice(start, at = end), line]);
    }
    return [...result, [now.slice(at), null]];
  };

  const ask = async () => {
    const text = field.value;
    travel?.abort();
    travel = new AbortController();
    try {
      const sent = new URLSearchParams({ text, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      const answer = await fetch(box.dataset.live, { method: "POST", body: sent, signal: travel.signal });
      if (!answer.ok || field.value !== text) return;
      const got = await answer.json();
      pieces = got.pieces;
      draw();
      if (read && read.innerHTML !== got.chips) read.innerHTML = got.chips;
      clearTimeout(rest);
      if (said) rest = setTimeout(() => { said.textContent = got.said; }, 850);
    } catch { /* offline, or a newer key: the next page reads the sentence as well */ }
  };

  const typed = () => {
    pieces = carry(pieces, field.value);
    draw();
    const room = field.maxLength - field.value.length;
    left.hidden = room > 40;
    left.textContent = `${left.dataset.left} ${room}`;
    clearTimeout(asked); clearTimeout(rest);
    asked = setTimeout(ask, 150);
  };
  field.addEventListener("input", typed);
  if (field.value && read && !read.querySelector(".reading")) typed();
}
