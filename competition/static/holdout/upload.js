// A progress bar for <form data-upload>. Without this file the same form is an ordinary post.
// Loaded as a module, by the pages that upload.

let swapped = false;

function bar(form) {
  const found = form.querySelector("progress") ?? document.createElement("progress");
  found.className = "progress";
  found.hidden = false;
  found.max = 100;
  found.setAttribute("aria-label", "Upload");
  if (!found.isConnected) form.append(found);
  return found;
}

function lock(form, locked) {
  for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) button.disabled = locked;
}

// The answer is shown as it came: asking for the page again would lose the messages it carries.
function show(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  if (!page.getElementById("main")) return location.assign(request.responseURL);
  history.pushState(null, "", request.responseURL);
  swapped = true;
  document.title = page.title;
  document.body.replaceWith(page.body);
  window.htmx?.process(document.body);
  document.dispatchEvent(new Event("htmx:afterSettle"));
  const main = document.querySelector("[autofocus]") ?? document.getElementById("main");
  main.focus();
}

// Nobody knows whether a torn upload arrived, and a second one may cost a turn: never send twice by ourselves.
function lost(form) {
  const note = document.createElement("p");
  note.className = "note warn";
  note.setAttribute("role", "alert");
  note.textContent = "The connection was lost while sending. Reload the page to see whether your file arrived before you send it again.";
  form.querySelector(".note.warn[role=alert]")?.remove();
  form.querySelector("progress").hidden = true;
  form.append(note);
  lock(form, false);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-upload]") || event.defaultPrevented) return;
  event.preventDefault();
  const request = new XMLHttpRequest();
  const progress = bar(form);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    progress.value = total ? Math.round((100 * loaded) / total) : 0;
    if (loaded === total) progress.removeAttribute("value");
  });
  request.addEventListener("load", () => show(request));
  request.addEventListener("error", () => lost(form));
  request.open("POST", form.getAttribute("action") || location.href);
  request.send(new FormData(form, event.submitter));
  lock(form, true);
});

addEventListener("popstate", () => { if (swapped) location.reload(); });
