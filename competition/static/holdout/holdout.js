// Every page works without this file. It is loaded in the head, before the first paint, so that a chosen
// theme does not flash; all listeners sit on the document, so that parts swapped in by htmx need no set-up.
"use strict";

const root = document.documentElement;
root.classList.add("js");

function remembered() {
  try { return localStorage.getItem("theme"); } catch { return null; }
}

function remember(theme) {
  try { localStorage.setItem("theme", theme); } catch { /* private windows may refuse; the page still turns */ }
}

if (["light", "dark"].includes(remembered())) root.dataset.theme = remembered();

function say(text) {
  const region = document.getElementById("live");
  if (region) region.textContent = text;
}

function toggleTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  remember(root.dataset.theme);
  say(`${dark ? "Light" : "Dark"} theme`);
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  const text = source.value ?? source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Plain http on a lab network has no clipboard: select the text, so that Ctrl+C does it.
    getSelection().selectAllChildren(source);
    return say("Selected. Press Ctrl+C to copy.");
  }
  const label = button.querySelector("[data-copy-label]") ?? button;
  label.dataset.before ??= label.textContent;
  label.textContent = "Copied";
  say("Copied");
  setTimeout(() => { label.textContent = label.dataset.before; }, 2000);
}

function dismiss(button) {
  button.closest(".note").remove();
  document.getElementById("main")?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-theme-toggle], [data-copy], [data-dismiss]");
  if (button?.matches("[data-theme-toggle]")) toggleTheme();
  if (button?.matches("[data-copy]")) copy(button);
  if (button?.matches("[data-dismiss]")) dismiss(button);
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// What a presenter's remote sends. A focused link answers to Enter by itself.
const steps = { PageDown: "next", ArrowRight: "next", " ": "next", PageUp: "back", ArrowLeft: "back" };

document.addEventListener("keydown", (event) => {
  const step = document.querySelector(`[data-step="${steps[event.key]}"]`);
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  step.click();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
  for (const instant of document.querySelectorAll(".instant:is(:hover, :focus)")) instant.classList.add("dismissed");
});

for (const leaving of ["pointerout", "focusout"]) {
  document.addEventListener(leaving, (event) => event.target.closest?.(".instant")?.classList.remove("dismissed"));
}

// Clocks run on the server's time: a wrong laptop clock must not promise ten minutes more.
const offsets = new WeakMap();

function serverTime(clock) {
  if (!offsets.has(clock)) {
    const now = Date.parse(clock.dataset.serverNow);
    offsets.set(clock, Number.isNaN(now) ? 0 : now - Date.now());
  }
  return Date.now() + offsets.get(clock);
}

function parts(seconds) {
  const days = Math.floor(seconds / 86400);
  const clock = [[Math.floor(seconds / 3600) % 24, "h"], [Math.floor(seconds / 60) % 60, "min"], [seconds % 60, "s"]];
  const shown = clock.map(([value, unit]) => [String(value).padStart(2, "0"), unit]);
  return days ? [[String(days), days === 1 ? "day" : "days"], ...shown] : shown;
}

function drawParts(clock, shown) {
  if (clock.children.length !== shown.length) {
    clock.replaceChildren(...shown.map(() => {
      const part = document.createElement("span");
      part.className = "clock-part";
      part.append(document.createElement("span"), document.createElement("small"));
      return part;
    }));
  }
  shown.forEach((texts, i) => texts.forEach((text, j) => {
    const place = clock.children[i].children[j];
    if (place.textContent !== text) place.textContent = text;
  }));
}

function tick() {
  for (const clock of document.querySelectorAll("time[data-countdown]")) {
    const seconds = Math.floor((Date.parse(clock.dateTime) - serverTime(clock)) / 1000);
    if (Number.isNaN(seconds)) continue;
    if (seconds < 0) clock.textContent = clock.dataset.done ?? "Time is up";
    else if (clock.closest(".clock")) drawParts(clock, parts(seconds));
    else clock.textContent = parts(seconds).map((pair) => pair.join(" ")).join(" ");
  }
}

function size(bytes) {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function showFiles(zone) {
  const files = [...zone.querySelector("input").files];
  let line = zone.querySelector(".dropzone-file");
  if (!line) {
    line = document.createElement("span");
    line.className = "dropzone-file";
    zone.append(line);
  }
  line.textContent = files.map((file) => `${file.name} · ${size(file.size)}`).join(", ");
  zone.classList.toggle("filled", files.length > 0);
  if (files.length) say(`Chosen: ${line.textContent}`);
}

document.addEventListener("change", (event) => {
  const zone = event.target.type === "file" && event.target.closest(".dropzone");
  if (zone) showFiles(zone);
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.(".dropzone");
    if (!zone || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragover");
    if (kind !== "drop") return;
    const input = zone.querySelector("input");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// Tables wider than their place must be scrollable from the keyboard, but only then be a tab stop.
function reachTables() {
  for (const box of document.querySelectorAll(".table-scroll")) {
    const wide = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (!wide) { box.removeAttribute("tabindex"); continue; }
    box.tabIndex = 0;
    if (box.hasAttribute("role")) continue;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.querySelector("caption")?.textContent.trim() || "Table");
  }
}

// htmx cannot filter a poll by visibility here (that needs eval), so hidden tabs are kept quiet from outside.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.requestConfig.verb === "get") event.preventDefault();
});

document.addEventListener("htmx:sendError", () => say("The connection was lost. This page may be out of date."));
document.addEventListener("htmx:afterSettle", () => { tick(); reachTables(); });
addEventListener("resize", reachTables);

document.addEventListener("DOMContentLoaded", () => {
  tick();
  reachTables();
  setInterval(tick, 1000);
});
