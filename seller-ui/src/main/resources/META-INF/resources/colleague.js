"use strict";

/* Makes whoever has the link a user of the account that has sent it. */

const token = secretOfLink();
const form = byId("join").querySelector("form");

function showInvitation({ account, email, role, expires_at }) {
  byId("account").textContent = account;
  byId("email").textContent = email;
  byId("role").textContent = role;
  byId("until").dateTime = expires_at;
  byId("until").textContent = new Date(expires_at).toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" });
  showOnly("join");
}

function showOver(refusal) {
  byId("why").textContent = refusal.message;
  showOnly("over");
}

async function join({ name, password }) {
  try {
    await call("POST", "/api/users/invitations/link/accept", { token, name, password });
  } catch (refusal) {
    if ([404, 409, 410].includes(refusal.status)) showOver(refusal);
    throw refusal;
  }
  forgetLink();
  showOnly("joined");
}

onSend(form, join);

if (token) {
  call("POST", "/api/users/invitations/link", { token }).then(showInvitation, showOver);
} else {
  showOver({ message: "The address is not complete: please open the link in the mail once more." });
}
