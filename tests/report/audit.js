// What a page owes to everybody, by the rules of WCAG 2.2 that a machine can check: the list of what it lacks.
() => {
  const found = [];
  const all = (sign, root = document) => [...root.querySelectorAll(sign)];
  const name = e => (e.getAttribute("aria-label") || e.textContent).trim();
  const owes = (held, words, e) => { if (!held) found.push(words + (e ? ": " + e.outerHTML.slice(0, 90) : "")); };

  owes(document.documentElement.lang, "the page has a language");
  owes(document.title.trim(), "the page has a title");
  for (const landmark of ["main", "nav", "h1"]) owes(all(landmark).length === 1, `one ${landmark}`);
  all("nav, fieldset").forEach(e => owes(e.getAttribute("aria-label") || e.querySelector("legend"), "a name", e));
  all("a, summary, button").forEach(e => owes(name(e), "a name", e));
  all("input").forEach(e => owes(e.labels.length && name(e.labels[0]), "a label", e));
  all("svg").forEach(e => owes(e.getAttribute("aria-hidden") || (e.getAttribute("role") === "img" && e.getAttribute("aria-label")), "hidden or named", e));
  all("[tabindex]").forEach(e => owes(e.tabIndex <= 0, "the order of the page", e));
  all("[aria-hidden=true]").forEach(e => owes(!e.querySelector("a, summary, input, button"), "nothing to reach in what is hidden", e));
  all("th").forEach(e => owes(e.scope, "a scope", e));
  all("*").forEach(e => {
    const style = getComputedStyle(e);
    owes(style.animationName === "none" && style.transitionDuration === "0s", "nothing moves", e);
  });

  let level = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const here = +heading.tagName[1];
    owes(here <= level + 1, `no level left out after ${level}`, heading);
    level = here;
  }
  const ids = all("[id]").map(e => e.id);
  owes(ids.length === new Set(ids).size, "each id once");
  all("a[href^='#']").forEach(e => owes(document.getElementById(e.hash.slice(1)), "a place to go", e));

  // Contrast, 1.4.3: 4.5 : 1, and 3 : 1 for large letters.
  const parts = colour => {
    const numbers = colour.match(/[\d.]+/g).map(Number), unit = colour.startsWith("color(") ? 1 : 255;
    return [...numbers.slice(0, 3).map(n => n / unit), numbers[3] ?? 1];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((n, i) => n * a + below[i] * (1 - a));
  const ground = e => {
    if (!e) return [1, 1, 1];
    const colour = parts(getComputedStyle(e).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, ground(e.parentElement));
  };
  const light = colour => {
    const [r, g, b] = colour.map(n => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Map();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || e.closest("script, style, .vh, .skip") || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const below = ground(e), ink = over(parts(e.closest("svg") ? style.fill : style.color), below);
    const [high, low] = [light(ink), light(below)].sort((a, b) => b - a);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < (large ? 3 : 4.5)) seen.set(style.color + "|" + below, `${ratio.toFixed(2)} : 1 of “${walker.currentNode.data.trim().slice(0, 30)}”`);
  }
  return [...found, ...seen.values()];
}
