// A link carries the code behind its "#", which browsers keep to themselves: take it out of the
// address, so that no history holds it, and post it like something typed.
(() => {
  const form = document.querySelector("[data-join]");

  const take = () => {
    const code = location.hash.replace(/[^0-9a-z]/gi, "");
    // Shorter ones are places on the page.
    if (!form || code.length < 16) return;
    history.replaceState(null, "", location.pathname);
    form.elements.code.value = code;
    form.requestSubmit();
  };

  window.addEventListener("hashchange", take);
  take();
})();
