// Timers that somebody starts: quiet time, breathing, turns. Without this a clock does as well.
(() => {
  const soft = (() => {
    let audio;
    // Two quiet notes that swell and fade; nothing is loaded for them.
    return () => {
      audio ??= new AudioContext();
      for (const [at, pitch] of [[0, 392], [0.35, 523]]) {
        const begin = audio.currentTime + at;
        const tone = audio.createOscillator();
        const volume = audio.createGain();
        tone.frequency.value = pitch;
        volume.gain.setValueAtTime(0, begin);
        volume.gain.linearRampToValueAtTime(0.12, begin + 0.08);
        volume.gain.exponentialRampToValueAtTime(0.0001, begin + 1.8);
        tone.connect(volume).connect(audio.destination);
        tone.start(begin);
        tone.stop(begin + 2);
      }
    };
  })();

  const written = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  const made = (name, className, text = "") => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const setUp = (timer) => {
    const length = Number(timer.dataset.timer);
    const turns = Number(timer.dataset.turns ?? 1);
    const clock = timer.querySelector("[data-clock]");
    const breath = timer.querySelector(".breath");
    const after = timer.parentElement.querySelector("[data-after]");
    const word = made("p", "word");
    word.setAttribute("aria-live", "polite");
    const button = made("button", "button filled", timer.dataset.start);
    button.type = "button";
    timer.append(word, button);
    if (after) after.hidden = true;
    let turn = 0;
    let ends = 0;
    let ticking;
    let awake;

    const stayAwake = async () => {
      try {
        awake = await navigator.wakeLock?.request("screen");
      } catch {
        awake = undefined;
      }
    };

    const breathe = (gone) => {
      const inward = Number(timer.dataset.in);
      const outward = Number(timer.dataset.out);
      const isIn = gone % (inward + outward) < inward;
      breath.style.setProperty("--breath", `${isIn ? inward : outward}s`);
      breath.classList.toggle("full", isIn);
      const said = isIn ? timer.dataset.inWord : timer.dataset.outWord;
      if (word.textContent !== said) word.textContent = said;
    };

    const stop = (hasEnded) => {
      clearInterval(ticking);
      ticking = undefined;
      awake?.release();
      timer.classList.remove("dark");
      breath?.classList.remove("full");
      clock.textContent = written(length);
      word.textContent = "";
      button.textContent = timer.dataset.start;
      button.className = "button filled";
      // A turn may be short: stopped, it is the other's.
      if (!hasEnded && turns === 1) return;
      if (hasEnded) soft();
      turn = (turn + 1) % turns;
      if (turn) {
        word.textContent = timer.dataset.handover;
        button.textContent = timer.dataset.next;
      } else {
        word.textContent = timer.dataset.ended;
        if (after) after.hidden = false;
      }
      button.focus();
    };

    const tick = () => {
      const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
      clock.textContent = written(left);
      if (breath) breathe(length - left);
      if (!left) stop(true);
    };

    button.addEventListener("click", () => {
      if (ticking) {
        stop(false);
        return;
      }
      soft();
      stayAwake();
      ends = Date.now() + length * 1000;
      button.textContent = timer.dataset.stop;
      button.className = "button quiet";
      word.textContent = "";
      timer.classList.toggle("dark", "dark" in timer.dataset);
      ticking = setInterval(tick, 250);
      tick();
    });

    // On the dark screen there is nothing but this button.
    document.addEventListener("keydown", (event) => {
      if (!ticking || !timer.classList.contains("dark")) return;
      if (event.key === "Escape") stop(false);
      if (event.key === "Tab") event.preventDefault();
    });

    // A screen that was put away lets go of the lock by itself.
    document.addEventListener("visibilitychange", () => {
      if (ticking && document.visibilityState === "visible") stayAwake();
    });
  };

  for (const timer of document.querySelectorAll("[data-timer]")) setUp(timer);
})();
