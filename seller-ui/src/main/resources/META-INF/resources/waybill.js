"use strict";

const byId = (id) => document.getElementById(id);

function cell(text, className) {
  const td = document.createElement("td");
  td.textContent = text;
  if (className) td.className = className;
  return td;
}

function link(text, href) {
  const li = document.createElement("li");
  if (/^https?:|^\//.test(href)) {
    const a = document.createElement("a");
    a.href = href;
    a.textContent = href;
    li.append(`${text}: `, a);
  } else {
    li.textContent = `${text}: ${href}`;
  }
  return li;
}

function show(status) {
  const processes = status.processes ?? [];
  const ready = processes.filter((process) => process.state === "ready").length;
  byId("summary").textContent =
    ready === processes.length ? `All ${ready} processes are ready.` : `${ready} of ${processes.length} processes are ready.`;
  byId("processes").replaceChildren(...processes.map((process) => {
    const row = document.createElement("tr");
    const mebibytes = Math.round(process.resident_bytes / 1048576);
    row.append(
      cell(process.name),
      cell(process.state, process.state),
      cell(mebibytes > 0 ? `${mebibytes} MiB` : "–"),
      cell(process.address));
    return row;
  }));
  byId("addresses").replaceChildren(...Object.entries(status.addresses).map(([name, href]) => link(name, href)));
}

async function refresh() {
  try {
    const answer = await fetch("/status.json");
    show(await answer.json());
  } catch {
    byId("summary").textContent = "The installation does not answer. ./waybill status says more.";
  }
  setTimeout(refresh, 5000);
}

async function showDocuments() {
  const answer = await fetch("/api/docs");
  const { items } = await answer.json();
  byId("documents").replaceChildren(...items.map(({ service, url }) => link(service, url)));
}

refresh();
showDocuments();
