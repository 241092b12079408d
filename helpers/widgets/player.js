// What the course shows in the browser: buttons and pictures that follow one slider without asking
// the kernel, so that they go on working while it is busy or gone; and panels, which the kernel draws.

const INTERVAL = 1100; // milliseconds between two steps while playing
// Not "change": it stays away where the slider's view corrects a value while the range changes.
const MOVED = "change:value change:min change:max";

async function render({ model, el }) {
  const part = { buttons, pictures, panels }[model.get("part")];
  const id = model.get("slider")?.slice("IPY_MODEL_".length);
  return part(model, el, id && (await model.widget_manager.get_model(id)));
}

function go(slider, value) {
  const inside = Math.min(slider.get("max"), Math.max(slider.get("min"), value));
  slider.set("value", inside);
  slider.save_changes();
}

function buttons(model, el, slider) {
  let timer = null;
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "jupyter-button widget-button course-button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };
  const step = (by) => go(slider, slider.get("value") + by);
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶ Play";
  };
  const previous = button("◀ Previous", () => (stop(), step(-1)));
  const next = button("Next ▶", () => (stop(), step(1)));
  const play = button("▶ Play", () => {
    if (timer !== null) return stop();
    if (slider.get("value") === slider.get("max")) go(slider, slider.get("min"));
    timer = setInterval(() => step(1), INTERVAL);
    play.textContent = "❚❚ Pause";
  });
  const update = () => {
    previous.setAttribute("aria-disabled", slider.get("value") === slider.get("min"));
    next.setAttribute("aria-disabled", slider.get("value") === slider.get("max"));
    if (slider.get("value") === slider.get("max")) stop();
  };
  el.classList.add("course-buttons");
  el.replaceChildren(previous, next, play);
  slider.on(MOVED, update);
  update();
  return () => (stop(), slider.off(MOVED, update));
}

function pictures(model, el, slider) {
  const picture = document.createElement("div");
  const caption = document.createElement("div");
  caption.className = "course-caption";
  caption.setAttribute("aria-live", "polite");
  el.classList.add("course-pictures");
  el.tabIndex = 0;
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", "Picture of the step; arrow keys move to the next or previous one");
  el.replaceChildren(picture, caption);

  let images = [];
  let shown = null;
  const show = () => {
    const i = slider.get("value") - model.get("first");
    const image = images[i];
    el.setAttribute("aria-busy", !image); // the picture of this step is still being made
    if (!image || shown === image) return;
    shown = image;
    picture.replaceChildren(shown);
    caption.innerHTML = model.get("frames")[i].caption;
  };
  const build = () => {
    const old = images;
    images = model.get("frames").map((frame) => {
      const image = new Image(frame.width, frame.height);
      image.src = URL.createObjectURL(new Blob([frame.png], { type: "image/png" }));
      image.alt = frame.alt;
      image.decode().catch(() => {}); // early, so that a step only has to be painted
      return image;
    });
    shown = null;
    show();
    old.forEach((image) => URL.revokeObjectURL(image.src));
  };
  // In a grid of outputs, up and down go to the row above and below.
  const press = (event) => {
    const row = model.get("columns");
    const up = row ? -row : 1;
    const by = { ArrowRight: 1, ArrowUp: up, ArrowLeft: -1, ArrowDown: -up }[event.key];
    if (!by || event.target !== el) return;
    event.preventDefault();
    event.stopPropagation();
    go(slider, slider.get("value") + by);
  };
  // The slider's own Home and End know only the range that it began with.
  const jump = (event) => {
    const end = { Home: "min", End: "max" }[event.key];
    if (!end || !event.target.matches(".noUi-handle, .course-pictures")) return;
    event.preventDefault();
    event.stopPropagation();
    go(slider, slider.get(end));
  };
  // A click on an output goes to the step that computes it.
  const point = (event) => {
    const box = event.target.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    const i = model
      .get("spots")
      .findIndex(([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom);
    if (event.target.tagName === "IMG" && i >= 0) go(slider, slider.get("min") + i);
  };
  model.on("change", build);
  slider.on(MOVED, show);
  el.addEventListener("keydown", press);
  el.addEventListener("click", point);
  build();
  const unwatch = nameControls(el);
  whenShown(el, (root) => root.addEventListener("keydown", jump, true));
  return () => {
    unwatch();
    model.off("change", build);
    slider.off(MOVED, show);
    images.forEach((image) => URL.revokeObjectURL(image.src));
  };
}

function panels(model, el) {
  const row = document.createElement("div");
  const words = document.createElement("div");
  row.className = "course-panels";
  words.className = "course-caption";
  words.setAttribute("aria-live", "polite");
  el.classList.add("course-pictures");
  el.replaceChildren(row, words);
  const figure = () => {
    const made = document.createElement("figure");
    made.append(document.createElement("figcaption"), new Image());
    return made;
  };
  const show = () => {
    const frames = model.get("frames");
    while (row.children.length < frames.length) row.append(figure());
    while (row.children.length > frames.length) row.lastChild.remove();
    frames.forEach((frame, i) => {
      const [title, image] = row.children[i].children;
      const old = image.src;
      image.src = URL.createObjectURL(new Blob([frame.png], { type: "image/png" }));
      image.width = frame.width;
      image.height = frame.height;
      image.alt = frame.alt;
      title.innerHTML = frame.caption;
      if (old) URL.revokeObjectURL(old);
    });
    words.innerHTML = model.get("words");
  };
  model.on("change", show);
  show();
  const unwatch = nameControls(el);
  return () => (unwatch(), model.off("change", show));
}

// A slider of ipywidgets has no accessible name: give it the text of its label. A box to type into
// that has no label either gets the text that appears when the pointer rests on it.
function nameControls(el) {
  const name = () => {
    const root = el.closest(".course-interactive") ?? el.closest(".course-player");
    root?.querySelectorAll(".widget-hslider").forEach((view) => {
      const label = view.querySelector(".widget-label")?.textContent || "step";
      view.querySelector(".noUi-handle")?.setAttribute("aria-label", label);
      const readout = view.querySelector(".widget-readout");
      readout?.setAttribute("role", "textbox");
      readout?.setAttribute("aria-label", `${label}, typed`);
    });
    root?.querySelectorAll(".widget-text input[title]").forEach((box) => {
      if (!box.labels.length || !box.labels[0].textContent) box.setAttribute("aria-label", box.title);
    });
    root?.querySelectorAll(".widget-toggle-buttons button").forEach((toggle) => {
      toggle.setAttribute("aria-pressed", toggle.classList.contains("mod-active"));
    });
  };
  const observer = new MutationObserver(name);
  const options = { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] };
  whenShown(el, (root) => {
    name();
    observer.observe(root, options);
    root.addEventListener("keydown", turnSlide, true);
  });
  return () => observer.disconnect();
}

// A presenter's clicker sends PageDown and PageUp. In a show they turn the slide, and do not go to
// the slider or the box that was used last.
function turnSlide(event) {
  const cell = event.target.closest(".jp-Deck .jp-Cell");
  if (!cell || !/^Page(Up|Down)$/.test(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  cell.dispatchEvent(new KeyboardEvent("keydown", event));
}

// Call `act` with the widget that `el` belongs to, as soon as it stands on the page.
function whenShown(el, act) {
  const root = el.closest(".course-interactive") ?? el.closest(".course-player");
  if (root) act(root);
  else requestAnimationFrame(() => whenShown(el, act));
}

export default { render };
