// What a form does a little better with JavaScript; nothing here is needed.
(() => {
  const zone = document.querySelector("input[name=time_zone], select[name=time_zone]");
  if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

  const RUNS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop"];

  const isRun = (part) => {
    const back = [...part].reverse().join("");
    return RUNS.some((run) => run.includes(part) || run.includes(back));
  };

  // How many characters are not repeated, counted up, or a row of the keyboard.
  const surprises = (text) => {
    let count = 0;
    for (let at = 0; at < text.length; at += 1) {
      const part = text.slice(Math.max(0, at - 2), at + 1);
      const isDull = part.length === 3 && (isRun(part) || new Set(part).size === 1);
      const seenBefore = at >= 3 && text.slice(0, at).includes(text.slice(at - 2, at + 1));
      if (!isDull && !seenBefore) count += 1;
    }
    return new Set(text).size < 5 ? Math.min(count, 5) : count;
  };

  const strength = (typed, name) => {
    if (typed.length < 10) return "short";
    const text = typed.toLowerCase();
    const own = name && name.length > 2 ? text.replaceAll(name, "") : text;
    const count = /^\d+$/.test(own) ? own.length / 2 : surprises(own);
    if (count < 8) return "plain";
    return count < 15 ? "fair" : "strong";
  };

  for (const line of document.querySelectorAll("[data-strength-of]")) {
    const input = document.getElementById(line.dataset.strengthOf);
    input?.addEventListener("input", () => {
      const name = input.form?.querySelector("[autocomplete=username]")?.value.toLowerCase();
      line.hidden = !input.value;
      line.textContent = line.dataset[strength(input.value, name)];
    });
  }

  // What is one line, and wraps only to be seen whole, is sent by Enter like any line.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("textarea[enterkeyhint=done]")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  // An answer that doesn't come is said in place, where the page speaks up.
  const speakUp = (event) => {
    if (event.target.matches?.("[data-poll]")) return;
    const toasts = document.querySelector("[data-toasts]");
    if (!toasts) return;
    const said = document.createElement("div");
    said.className = "toast late";
    const text = document.createElement("p");
    text.textContent = toasts.dataset.failed;
    said.append(text);
    toasts.replaceChildren(said);
  };
  // A row that is drawn anew keeps the keyboard's place.
  let held = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    held = event.detail.target.contains(document.activeElement);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (held) event.target.querySelector("a.line, summary")?.focus({ preventScroll: true });
    held = false;
  });

  // Without a connection a form would lead to the browser's own page, and the words be gone.
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || event.target.matches("[data-exit]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    speakUp(event);
  }, true);

  // What is kept while somebody types says where it couldn't be, and is tried again.
  const drafts = () => document.querySelectorAll("[data-unkept]");
  document.addEventListener("htmx:sendError", (event) => {
    if (!event.target.matches?.("[data-unkept]")) return;
    document.querySelector(event.target.getAttribute("hx-target")).textContent = event.target.dataset.unkept;
  });
  window.addEventListener("online", () => {
    document.querySelector("[data-toasts] .late")?.remove();
    for (const draft of drafts()) if (draft.value) draft.dispatchEvent(new Event("kept"));
  });

  document.addEventListener("htmx:responseError", speakUp);
  document.addEventListener("htmx:sendError", speakUp);

  // A page that waits for the other asks only while somebody looks at it, for an hour at most.
  const openedAt = Date.now();
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.matches("[data-poll]")) return;
    const isLong = Date.now() - openedAt > 3_600_000;
    if (isLong || document.visibilityState !== "visible") event.preventDefault();
  });

  if (document.body.matches("[data-signed-in]") && "serviceWorker" in navigator) {
    window.addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));
  }
})();
