"use strict";

/* Answers an invitation: with a new account, with one that is there, or not at all. */

const token = secretOfLink();
const formOf = (id) => byId(id).querySelector("form");

let session;

function showInvitation(invitation) {
  for (const place of document.querySelectorAll(".seller")) place.textContent = invitation.seller;
  for (const place of document.querySelectorAll(".email")) place.textContent = invitation.email;
  byId("invited").textContent = `${invitation.name} (${invitation.email})`;
  byId("until").dateTime = invitation.expires_at;
  byId("until").textContent = new Date(invitation.expires_at).toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" });
  byId("message").hidden = !invitation.message;
  byId("message").textContent = invitation.message ?? "";
  byId("fields").hidden = invitation.fields.length === 0;
  byId("fields").textContent = `With each lead you would get: ${invitation.fields.join(", ")}.`;
  formOf("sign-in").elements.email.value = invitation.email;
  showOnly("invitation");
}

function showAccepted(next) {
  forgetLink();
  byId("next").textContent = next;
  showOnly("accepted");
}

/** A link that was answered meanwhile, in another window perhaps, has nothing left to fill in. */
async function answer(path, body, bearer) {
  try {
    return await call("POST", `/api/invitations/link/${path}`, { token, ...body }, bearer);
  } catch (refusal) {
    if (refusal.status === 404 || refusal.status === 410) showOver(refusal);
    throw refusal;
  }
}

function showOver(refusal) {
  byId("why").textContent = refusal.message;
  showOnly("over");
}

async function flows() {
  const found = [];
  let cursor = "";
  do {
    const page = await call("GET", `/api/flows?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, null, session);
    found.push(...page.items);
    cursor = page.next ?? "";
  } while (cursor);
  return found;
}

async function signIn({ email, password }) {
  session = (await call("POST", "/api/sessions", { email, password })).token;
  const { plan } = await call("GET", "/api/accounts/current/subscription", null, session);
  const own = plan === "paid" ? await flows() : [];
  if (own.length === 0) {
    await accept({});
    return;
  }
  formOf("choose").elements.flow_id.replaceChildren(
    new Option("Choose later", ""),
    ...own.map(({ id, name }) => new Option(name, id)));
  showOnly("choose");
}

async function accept({ flow_id }) {
  await answer("accept", flow_id ? { flow_id } : {}, session);
  showAccepted(
    flow_id
      ? "Leads arrive in your flow as soon as the seller has enabled the step."
      : "Leads arrive as soon as you have said where they go, a destination or a flow of yours, and the seller has enabled the step.");
}

async function signUp({ name, password }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await answer("sign-up", { name, password, zone });
  showAccepted("Your account is open. Leads arrive as soon as it has a destination and the seller has enabled the step.");
}

async function decline({ reason }) {
  await answer("decline", { reason });
  forgetLink();
  showOnly("declined");
}

byId("new").addEventListener("click", () => showOnly("sign-up"));
byId("known").addEventListener("click", () => showOnly("sign-in"));
byId("no").addEventListener("click", () => showOnly("decline"));
for (const button of document.querySelectorAll(".back")) button.addEventListener("click", () => showOnly("invitation"));
onSend(formOf("sign-up"), signUp);
onSend(formOf("sign-in"), signIn);
onSend(formOf("choose"), accept);
onSend(formOf("decline"), decline);

if (token) {
  call("POST", "/api/invitations/link", { token }).then(showInvitation, showOver);
} else {
  showOver({ message: "The address is not complete: please open the link in the mail once more." });
}
