// Lets news appear on this device: asks the browser, and puts what it answers into the form. Without this script mails go on.
"use strict";
(() => {
  const form = document.querySelector("[data-devices]");
  if (!form || !navigator.serviceWorker || !window.PushManager || !window.Notification) return;
  const letters = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  form.hidden = false;
  document.querySelector("[data-no-devices]").hidden = true;
  const failed = form.querySelector("[data-failed]"), refused = form.querySelector("[data-refused]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = refused.hidden = true;
    try {
      if (await Notification.requestPermission() !== "granted") throw refused;
      await navigator.serviceWorker.register("/sw.js");
      const ready = await navigator.serviceWorker.ready;
      const key = bytes(form.dataset.devices), before = await ready.pushManager.getSubscription();
      // One that was made for another key of this server is of no use any more.
      if (before && letters(before.options.applicationServerKey) !== form.dataset.devices) await before.unsubscribe();
      const made = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
      form.elements.endpoint.value = made.endpoint;
      form.elements.public_key.value = letters(made.getKey("p256dh"));
      form.elements.secret.value = letters(made.getKey("auth"));
      form.submit();
    } catch (wrong) {
      const words = wrong === refused ? refused : failed;
      words.hidden = false;
      words.focus();
    }
  });
})();
