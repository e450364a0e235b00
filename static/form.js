// What the form does while one writes: counts characters, says whether an address is free, offers the numbers that fit, keeps
// what is typed. Without this script, the server says the same when the page is sent.

/** A line under a field, read aloud once it settles. */
function under(field, settle = 0) {
  const line = document.createElement("p");
  line.className = "hint small";
  const heard = document.createElement("span");
  heard.className = "vh";
  heard.setAttribute("role", "status");
  field.after(line, heard);
  let later;
  return (words, aloud = true) => {
    line.textContent = words;
    clearTimeout(later);
    later = setTimeout(() => { heard.textContent = aloud ? words : ""; }, settle);
  };
}

/** Calls `act` once nothing happened for a while. */
function settled(act, pause) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  };
}

/** Asks the server; nothing where it does not answer well. */
async function ask(address, options) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

for (const area of document.querySelectorAll("textarea[data-max]")) {
  const most = Number(area.dataset.max);
  const say = under(area, 900);
  area.addEventListener("input", () => {
    const left = most - [...area.value.trim()].length;
    const plural = Math.abs(left) > 1 ? "s" : "";
    say(left >= 0 ? `Encore ${left} caractère${plural}` : `${-left} caractère${plural} de trop`, left < 100);
  });
}

const slug = document.querySelector("[data-free]");
if (slug) {
  const say = under(slug);
  slug.addEventListener("input", settled(async () => {
    const typed = slug.value.trim();
    if (!typed) return say("");
    const answer = await ask(`${slug.dataset.free}?slug=${encodeURIComponent(typed)}`);
    if (!answer || slug.value.trim() !== typed) return;
    const others = answer.suggestions.length > 0 ? ` Libres en ce moment\u00a0: ${answer.suggestions.join(", ")}.` : "";
    say(`${answer.words}.${others}`);
  }, 350));
}

const numbers = document.querySelector("[data-numbers]");
if (numbers) {
  const [form, country] = ["legal_form", "country"].map((id) => document.getElementById(id));
  const sort = async () => {
    const answer = await ask(`${numbers.dataset.numbers}?legal_form=${encodeURIComponent(form.value)}&country=${encodeURIComponent(country.value)}`);
    if (!answer) return;
    const options = new Map([...numbers.querySelectorAll("optgroup option")].map((option) => [option.value, option]));
    const [ours, others] = numbers.querySelectorAll("optgroup");
    const chosen = numbers.value;
    for (const code of answer.kinds) ours.append(options.get(code));
    const rest = [...options.values()].filter((option) => !answer.kinds.includes(option.value));
    const group = others ?? Object.assign(document.createElement("optgroup"), { label: "Les autres numéros" });
    group.append(...rest);
    if (rest.length > 0) numbers.append(group); else group.remove();
    numbers.value = chosen;
  };
  for (const choice of [form, country]) choice.addEventListener("change", sort);
}

const kept = document.querySelector("form[data-kept]");
if (kept) {
  const line = document.createElement("p");
  line.className = "small soft";
  kept.append(line);
  let sent = false;
  let aborter;
  const keep = async (leaving = false) => {
    if (sent) return;
    aborter?.abort();
    aborter = new AbortController();
    const options = { method: "POST", body: new URLSearchParams(new FormData(kept)), keepalive: leaving, signal: aborter.signal };
    const answer = await ask(kept.dataset.kept, options);
    if (!answer) return;
    kept.elements.namedItem("draft").value = answer.draft;
    line.textContent = answer.words;
  };
  const soon = settled(keep, 2500);
  let changed = false;
  kept.addEventListener("input", () => { changed = true; soon(); });
  kept.addEventListener("submit", () => { sent = true; aborter?.abort(); });
  addEventListener("pagehide", () => { if (changed) keep(true); });
  addEventListener("pageshow", () => { sent = false; });
}
