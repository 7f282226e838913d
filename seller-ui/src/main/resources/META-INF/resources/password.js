"use strict";

/* Asks for the link to a new password, and takes the new one from whoever has the link. */

const token = secretOfLink();
const formOf = (id) => byId(id).querySelector("form");

async function change({ password, again }) {
  if (password !== again) {
    throw new Refused(400, { detail: "The passwords differ." });
  }
  try {
    await call("POST", "/api/users/password-resets/confirm", { token, password });
  } catch (refusal) {
    if (refusal.status !== 410) throw refusal;
    forgetLink();
    byId("why").textContent = refusal.message;
    showOnly("ask");
    return;
  }
  forgetLink();
  showOnly("changed");
}

async function ask({ email }) {
  await call("POST", "/api/users/password-resets", { email });
  showOnly("sent");
}

onSend(formOf("choose"), change);
onSend(formOf("ask"), ask);
showOnly(token ? "choose" : "ask");
