// What the visitor has changed: JupyterLite keeps copies of files in the browser's storage.
const place = document.getElementById("copies");
const changes = JSON.parse(document.getElementById("changes").textContent);

// Return the storage, or null where there is none yet; this makes none.
const opened = () =>
  new Promise((done) => {
    const asked = indexedDB.open(place.dataset.store);
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(null);
  });

const answer = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

// Do something with the tables of that name that are there.
async function within(names, mode, act) {
  const storage = await opened();
  if (!storage) return [];
  const there = names.filter((name) => storage.objectStoreNames.contains(name));
  try {
    return await Promise.all(there.map((name) => act(storage.transaction(name, mode).objectStore(name))));
  } finally {
    storage.close();
  }
}

async function copies() {
  const [found] = await within(["files"], "readonly", (table) => answer(table.getAll()));
  return (found ?? []).filter((file) => file.type !== "directory" && !file.name.startsWith("."));
}

const forget = (path) =>
  within(["files", "checkpoints"], "readwrite", (table) => answer(path ? table.delete(path) : table.clear()));

function save({ name, content, format }) {
  const bytes = format === "base64" ? Uint8Array.from(atob(content), (one) => one.charCodeAt(0))
    : typeof content === "string" ? content : JSON.stringify(content, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function button(text, about, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", `${text}: ${about}`);
  made.addEventListener("click", act);
  return made;
}

function row(file) {
  const made = document.createElement("tr");
  const cells = [0, 1, 2].map(() => document.createElement("td"));
  const original = file.path in changes;
  const newer = original && changes[file.path] && new Date(changes[file.path]) > new Date(file.last_modified);
  cells[0].textContent = file.path;
  cells[1].textContent = new Date(file.last_modified).toLocaleString();
  if (newer) cells[1].textContent += " – the course has a newer version";
  const question = original
    ? `Give up what you have written in ${file.name}?`
    : `Delete ${file.name}?`;
  cells[2].append(
    button("Download", file.name, () => save(file)),
    " ",
    button(original ? "Back to the original" : "Delete", file.name, async () => {
      if (!confirm(question)) return;
      await forget(file.path);
      await show();
    }),
  );
  made.append(...cells);
  return made;
}

async function show() {
  const files = await copies();
  if (!files.length) {
    place.innerHTML = "<p>Nothing of yours is kept yet.</p>";
    return;
  }
  const table = document.createElement("table");
  table.innerHTML = "<thead><tr><th scope='col'>file</th><th scope='col'>changed</th><th scope='col'>what to do</th></tr></thead>";
  const body = document.createElement("tbody");
  files.sort((one, other) => one.path.localeCompare(other.path));
  body.append(...files.map(row));
  table.append(body);
  const all = button("Begin anew", "delete all that is kept", async () => {
    if (!confirm("Delete all your work and answers from this browser?")) return;
    await forget();
    await show();
  });
  place.replaceChildren(table, all);
}

show();
document.addEventListener("visibilitychange", () => document.hidden || show());
