// The neutral exit: cover the page at once, lock this browser, go where nothing is said.
(() => {
  const WITHIN_MS = 2000;
  const WAIT_MS = 700;

  const cover = (title) => {
    document.documentElement.classList.add("covered");
    document.title = title;
  };

  const leave = async (form) => {
    cover(form.dataset.title);
    // keepalive: the request locks this browser even when the page is gone before the answer.
    const answered = fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
      keepalive: true,
      redirect: "manual",
    })
      // An address of one's own comes with the answer; otherwise the page that is built in.
      .then((answer) => (answer.ok ? answer.json() : {}))
      .catch(() => ({}));
    const late = new Promise((resolve) => setTimeout(resolve, WAIT_MS, {}));
    const { to } = await Promise.race([answered, late]);
    location.replace(to ?? form.dataset.to);
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-exit]")) return;
    event.preventDefault();
    leave(event.target);
  });

  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses.slice(-2), event.timeStamp];
    const form = document.querySelector("[data-exit]");
    if (form && presses.length === 3 && presses[2] - presses[0] <= WITHIN_MS) leave(form);
  });

  // A page that comes back out of the browser's memory may be somebody else's to see by now.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.classList.add("covered");
    location.reload();
  });
})();
