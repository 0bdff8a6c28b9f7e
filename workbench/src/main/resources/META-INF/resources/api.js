// What the page asks of the workbench.

const token = document.querySelector("meta[name=session-token]").content;

async function answer(response) {
  const text = await response.text();
  let body = null;
  try { body = JSON.parse(text); } catch { body = null; }
  if (!response.ok) throw new Error(body?.error ?? `The workbench answered ${response.status}.`);
  return body;
}

export const get = async (path) => answer(await fetch(path));

export const post = async (path, body) => answer(await fetch(path, {
  method: "POST",
  headers: { "Content-Type": "application/json", "X-Session-Token": token },
  body: body === undefined ? undefined : JSON.stringify(body),
}));

const listeners = new Set();
let newest = null;

/** Calls back with every state of the pipeline, the newest at once; returns what ends it. */
export function follow(listener) {
  listeners.add(listener);
  if (newest) listener(newest);
  return () => listeners.delete(listener);
}

/** Calls back at once and whenever a number of the state's changes is another. */
export function whenChanged(name, callback) {
  let seen = null;
  let busy = false;
  const look = async (state) => {
    if (busy || state.changes[name] === seen) return;
    seen = state.changes[name];
    busy = true;
    try { await callback(); } finally { busy = false; }
    if (listeners.has(look)) look(newest);
  };
  return follow(look);
}

function connect() {
  const lamp = document.getElementById("lamp");
  const words = document.getElementById("connection");
  const events = new EventSource("api/events");
  events.onmessage = (event) => {
    newest = JSON.parse(event.data);
    lamp.classList.add("on");
    const said = `live, Kafka at ${newest.servers}`;
    if (words.textContent !== said) words.textContent = said;
    listeners.forEach((listener) => listener(newest));
  };
  events.onerror = () => {
    lamp.classList.remove("on");
    words.textContent = "not connected; trying again";
  };
}
connect();
