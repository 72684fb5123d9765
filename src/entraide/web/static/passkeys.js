// Passkeys: asks the device, and puts what it answers into the form. Without this script the mailed code works as ever.
"use strict";
(() => {
  const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const bytesIn = (key) => {
    key.challenge = decode(key.challenge);
    if (key.user) key.user.id = decode(key.user.id);
    for (const list of [key.excludeCredentials, key.allowCredentials]) for (const one of list || []) one.id = decode(one.id);
    return key;
  };
  const answerOf = (made) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (made.response[name]) response[name] = encode(made.response[name]);
    return JSON.stringify({ id: made.id, rawId: encode(made.rawId), type: made.type, response, clientExtensionResults: made.getClientExtensionResults() });
  };
  const form = document.querySelector("[data-passkey]");
  if (!form || !window.PublicKeyCredential) return;
  for (const one of document.querySelectorAll("[data-if-passkey]")) one.hidden = false;
  for (const one of document.querySelectorAll("[data-no-passkey]")) one.hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      const sent = await fetch(form.dataset.passkey, { method: "POST", headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } });
      if (!sent.ok) throw new Error(sent.status);
      const publicKey = bytesIn((await sent.json()).publicKey);
      const made = await navigator.credentials[publicKey.user ? "create" : "get"]({ publicKey });
      form.elements.credential.value = answerOf(made);
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
})();
