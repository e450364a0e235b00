// Says how many characters are left under a long text, once one writes in it. Without it, the server says so when the page is sent.
const spoken = 900;
for (const area of document.querySelectorAll("textarea[data-max]")) {
  const most = Number(area.dataset.max);
  const line = document.createElement("p");
  line.className = "hint small";
  const heard = document.createElement("span");
  heard.className = "vh";
  heard.setAttribute("role", "status");
  area.after(line, heard);
  let later;
  const count = () => {
    const left = most - [...area.value.trim()].length;
    const plural = Math.abs(left) > 1 ? "s" : "";
    line.textContent = left >= 0 ? `Encore ${left} caractère${plural}` : `${-left} caractère${plural} de trop`;
    clearTimeout(later);
    later = setTimeout(() => { heard.textContent = left < 100 ? line.textContent : ""; }, spoken);
  };
  area.addEventListener("input", count);
}
