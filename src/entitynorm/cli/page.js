// The card of a mention is shown by the style sheet; this moves it next to the mention, and Escape puts it away.
const beside = (event) => {
  const mark = event.target.closest?.("mark");
  if (!mark || mark.contains(event.relatedTarget)) return;
  const card = mark.lastElementChild;
  const lines = mark.getClientRects();
  const line = [...lines].find((r) => event.clientY >= r.top && event.clientY <= r.bottom) ?? lines[0];
  mark.classList.remove("away");
  const below = line.bottom + card.offsetHeight + 12 < innerHeight;
  const top = scrollY + (below ? line.bottom : Math.max(8, line.top - card.offsetHeight));
  const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - card.offsetWidth - 8));
  Object.assign(card.style, { position: "absolute", inset: "auto", top: `${top}px`, left: `${scrollX + left}px` });
};
document.addEventListener("mouseover", beside);
document.addEventListener("focusin", beside);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const mark of document.querySelectorAll("mark:hover, mark:focus")) mark.classList.add("away");
});
