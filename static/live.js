// Keeps the counts of the team's pages, and who holds what, as they are: asks every twenty seconds while the page is looked at.
// Nothing moves, and nothing is said aloud unless the volunteer asked for it. To the server it is no visit: a page left open is
// logged out in its time.
const PAUSE = 20_000;
const LONGEST = 600_000;

const note = document.getElementById("etat");
const aloud = document.getElementById("etat-dit");
const hands = document.getElementById("en-mains");
const tabs = [...document.querySelectorAll(".tabs a")].map((link) => ({
  code: new URL(link.href).searchParams.get("onglet"),
  name: link.firstChild.textContent.trim(),
  count: link.querySelector("span"),
}));
const lines = new Map([...document.querySelectorAll(".queue tbody tr")].map((line) => [line.querySelector(".pick").value, line]));
const references = note?.dataset.reference ? [note.dataset.reference] : [...lines.keys()];
const first = document.querySelector("#en-main span")?.textContent ?? "0";
const here = tabs.find((tab) => tab.code === note?.dataset.tab);
const counted = here?.count.textContent;
/** Where each application stood when it was shown, and who held it: known from the first answer on. */
const known = new Map();

/** Writes words where they differ; gives whether they did. */
function put(element, words) {
  if (!element || words === undefined || element.textContent === words) return false;
  element.textContent = words;
  return true;
}

/** The queue: counts, holders, and a link once lines came or left. */
function showQueue(state) {
  const said = tabs.filter((tab) => put(tab.count, state.tabs[tab.code])).map((tab) => `${tab.name}\u00a0: ${tab.count.textContent}.`);
  for (const [reference, line] of lines) {
    const holder = state.files[reference]?.holder;
    if (reference in state.files && put(line.lastElementChild, holder ?? "—")) {
      const name = line.querySelector(".who a").textContent;
      said.push(holder ? `${name}, chez ${holder}.` : `${name}, chez personne.`);
    }
  }
  const tab = note.dataset.tab;
  const moved = references.some((reference) => {
    const shelf = state.files[reference]?.shelf;
    if (!known.has(reference)) known.set(reference, tab === "all" ? shelf : tab);
    return shelf !== known.get(reference);
  });
  if (note.classList.contains("off") && (moved || state.first !== first || here && state.tabs[tab] !== counted)) {
    note.querySelector("a").href = location.pathname + location.search;
    note.classList.remove("off");
    said.push("La file a changé.");
  }
  return said;
}

/** The page to decide: a word when its file changed hands or was decided. What one is writing stays. */
function showFile(state) {
  const [reference] = references;
  const file = state.files[reference];
  if (!known.has(reference)) known.set(reference, file);
  const before = known.get(reference);
  let words = "";
  if (file?.shelf !== before?.shelf) words = "La demande a changé depuis que vous l’avez ouverte.";
  else if (file?.holder && file.holder !== before.holder) words = `${file.holder} tient maintenant ce dossier.`;
  else if (!file?.holder && before?.holder) words = "Plus personne ne tient ce dossier.";
  return put(note, words) && words ? [words] : [];
}

/** Asks; gives whether to go on. */
let mark = "";
async function ask() {
  const answer = await fetch(`/equipe/etat?refs=${references.join(",")}`, {
    credentials: "same-origin",
    cache: "no-store",
    redirect: "manual",
    headers: mark ? { "If-None-Match": mark } : {},
    signal: AbortSignal.timeout(15_000),
  });
  if (answer.status === 304) return true;
  // Logged out, or sent to log in.
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return false;
  if (!answer.ok) throw new Error(String(answer.status));
  const state = await answer.json();
  mark = answer.headers.get("ETag") ?? "";
  put(hands, state.in_hand);
  const said = note.dataset.reference ? showFile(state) : showQueue(state);
  if (aloud && said.length > 0) aloud.textContent = said.join(" ");
  return true;
}

let pause = PAUSE;
let asked = Date.now();
let timer;
let asking = false;
function plan() {
  clearTimeout(timer);
  if (!asking && !document.hidden) timer = setTimeout(beat, Math.max(0, asked + pause - Date.now()));
}
async function beat() {
  asking = true;
  asked = Date.now();
  let goes = true;
  try {
    goes = await ask();
    pause = PAUSE;
  } catch {
    pause = Math.min(pause * 2, LONGEST);
  }
  asking = !goes;
  plan();
}
if (note) {
  document.addEventListener("visibilitychange", plan);
  plan();
}
