// "Try again" leads back to the page that couldn't be reached.
document.querySelector("[data-again]")?.addEventListener("click", (event) => {
  event.preventDefault();
  location.reload();
});
