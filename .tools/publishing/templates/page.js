// Steppers and questions of a page: all that they show is in it.
const INTERVAL = 1100; // milliseconds between two steps while playing

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function player(place, views) {
  let view = 0;
  let step = 0;
  let timer = null;
  const pictures = place.querySelector(".panels");
  const caption = place.querySelector(".caption");
  const name = place.dataset.name;

  const show = () => {
    const stills = views[view].stills;
    const still = stills[step];
    pictures.replaceChildren(
      ...still.panels.map((panel) => {
        const image = element("img", { src: panel.src, alt: panel.alt, width: panel.width });
        return element("figure", {}, ...(panel.title ? [element("figcaption", {}, panel.title)] : []), image);
      }),
    );
    caption.innerHTML = still.caption;
    slider.max = stills.length - 1;
    slider.value = step;
    slider.setAttribute("aria-valuetext", still.label || `${step + 1} of ${stills.length}`);
    label.value = still.label;
    previous.disabled = step === 0;
    next.disabled = step === stills.length - 1;
    choices.forEach((choice, k) => choice.setAttribute("aria-pressed", k === view));
    if (next.disabled) stop();
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶ Play";
  };
  const go = (where) => {
    step = Math.max(0, Math.min(views[view].stills.length - 1, where));
    show();
  };
  const button = (text, act) => element("button", { type: "button", textContent: text, onclick: act });
  const choices = views.length < 2 ? [] : views.map((one, k) =>
    button(one.name, () => {
      stop();
      view = k;
      go(step);
    }),
  );
  const previous = button("◀ Previous", () => (stop(), go(step - 1)));
  const next = button("Next ▶", () => (stop(), go(step + 1)));
  const play = button("▶ Play", () => {
    if (timer !== null) return stop();
    if (next.disabled) go(0);
    timer = setInterval(() => go(step + 1), INTERVAL);
    play.textContent = "❚❚ Pause";
  });
  const slider = element("input", { type: "range", min: 0, value: 0, "aria-label": name });
  slider.addEventListener("input", () => (stop(), go(Number(slider.value))));
  pictures.addEventListener("click", () => slider.focus()); // then arrow keys step
  const label = element("output");
  const rows = [element("div", { className: "controls" }, previous, next, play, slider, label)];
  if (choices.length) {
    rows.unshift(element("div", { className: "controls", role: "group", "aria-label": "what is shown" }, ...choices));
  }
  place.prepend(...rows);
  show();
}

// Answers stay in this browser, where it allows that.
const kept = {
  read(key) {
    try {
      return localStorage.getItem(`convolution-course/${key}`);
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(`convolution-course/${key}`, value);
    } catch {
      // The answer stands until the page is left.
    }
  },
};

// What answers questions is folded until they are answered.
const veils = [...document.querySelectorAll(".veil")];

function question(place) {
  const verdict = place.querySelector(".verdict");
  const judge = (chosen) => {
    const { right, why } = chosen.dataset;
    verdict.replaceChildren(element("b", {}, right ? "Yes. " : "No. "), why);
    const isAnswered = (key) => document.querySelector(`input[name="${key}"]:checked`);
    veils.filter((one) => one.dataset.after.split(" ").every(isAnswered)).forEach((one) => { one.open = true; });
  };
  place.addEventListener("change", (event) => {
    judge(event.target);
    kept.write(event.target.name, event.target.value);
  });
  const answered = kept.read(place.dataset.key);
  const chosen = [...place.querySelectorAll("input")].find((one) => one.value === answered);
  if (chosen) {
    chosen.checked = true;
    judge(chosen);
  }
}

// What has to be scrolled sideways can be reached with the keyboard.
function reachable() {
  document.querySelectorAll("pre, .output, table, .formula").forEach((one) => {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  });
}

reachable();
window.addEventListener("resize", reachable);
document.fonts.ready.then(reachable);
document.fonts.addEventListener("loadingdone", reachable);
veils.forEach((one) => one.addEventListener("toggle", reachable));
const views = JSON.parse(document.getElementById("views").textContent);
document.querySelectorAll("[data-views]").forEach((place) => player(place, views[place.dataset.views]));
document.querySelectorAll(".question").forEach(question);
