// Keys of the team's pages. Each does what a link or a button of the page does; none works while one writes.
const writing = (target) => target.closest("input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]");
const links = [...document.querySelectorAll(".queue .who a")];

function walk(step) {
  const here = links.indexOf(document.activeElement);
  const next = links[here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1)];
  next?.focus();
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(event.key)) return;
  if (writing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const search = document.getElementById("q");
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "o" && links.includes(document.activeElement)) document.activeElement.click();
  else if (event.key === "/" && search) search.focus();
  else if (/^[a-z]$/.test(event.key)) {
    const act = document.querySelector(`[data-key="${event.key}"]`);
    if (!act) return;
    const deciding = document.getElementById("decider")?.closest("section");
    if (act.getAttribute("aria-current") === "true" && deciding) {
      // It is ready below: what is left to write, or the button that does it.
      const blank = [...deciding.querySelectorAll("#motive")].find((field) => field.value === "" && deciding.querySelector("[value=refuse],[value=drop]"));
      (blank ?? deciding.querySelector("p.acts:last-of-type .btn")).focus();
    } else {
      act.click();
      act.closest("details")?.querySelector("textarea")?.focus();
    }
  } else return;
  event.preventDefault();
});
