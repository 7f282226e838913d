"use strict";

/* What the pages behind links in mails share. The secret of a link stands behind "#": no server sees it in an address. */

const byId = (id) => document.getElementById(id);
const secretOfLink = () => location.hash.slice(1);

/** Nobody who looks at the address bar or the history later finds a link that was used. */
const forgetLink = () => history.replaceState(null, "", location.pathname);

/** A call whose answer was an error, in words for people, with the errors of fields as the API names them. */
class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? "Waybill does not answer as it should. Please try again.");
    this.status = status;
    this.fields = new Map((problem?.errors ?? []).map(({ field, message }) => [field, message]));
  }
}

async function call(method, path, body, token) {
  const headers = { Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Refused(0, { detail: "Waybill cannot be reached. Please try again." });
  }
  const content = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, content);
  return content;
}

/** Shows one part of the page and hides the others. */
function showOnly(id) {
  for (const part of document.querySelectorAll("main > section")) part.hidden = part.id !== id;
  byId(id).querySelector("input, select, button")?.focus();
}

function showRefusal(form, refusal) {
  const left = new Map(refusal.fields);
  for (const input of form.elements) {
    const message = left.get(input.name);
    if (!message) continue;
    input.setCustomValidity(`This ${message}.`);
    input.addEventListener("input", () => input.setCustomValidity(""), { once: true });
    left.delete(input.name);
  }
  const others = [...left].map(([field, message]) => `${field} ${message}`);
  form.querySelector("[role=alert]").textContent = [refusal.message, ...others].join(" ");
  form.reportValidity();
}

/** Sends a form by one call at a time; what goes wrong is said in the form. */
function onSend(form, send) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const alert = form.querySelector("[role=alert]");
    const button = form.querySelector("button[type=submit]");
    alert.textContent = "";
    button.disabled = true;
    try {
      await send(Object.fromEntries(new FormData(form)));
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      showRefusal(form, refusal);
    } finally {
      button.disabled = false;
    }
  });
}
