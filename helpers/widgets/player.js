// What the course shows in the browser: buttons and pictures that follow one slider without asking
// the kernel, so that they go on working while it is busy or gone; panels, which the kernel draws;
// and care for all controls, whatever they are.

const INTERVAL = 1100; // milliseconds between two steps while playing
// Not "change": it stays away where the slider's view corrects a value while the range changes.
const MOVED = "change:value change:min change:max";

async function render({ model, el }) {
  const part = { buttons, pictures, panels, care }[model.get("part")];
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
    tell(false);
  };
  // While it plays, nothing is read aloud at each step.
  const tell = (plays) => {
    play.textContent = plays ? "❚❚ Pause" : "▶ Play";
    el.closest(".course-player")?.classList.toggle("course-playing", plays);
  };
  const previous = button("◀ Previous", () => (stop(), step(-1)));
  const next = button("Next ▶", () => (stop(), step(1)));
  const play = button("▶ Play", () => {
    if (timer !== null) return stop();
    if (slider.get("value") === slider.get("max")) go(slider, slider.get("min"));
    timer = setInterval(() => step(1), INTERVAL);
    tell(true);
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
  const link = linkBoxes();
  picture.className = "course-frame";
  caption.className = "course-caption";
  caption.setAttribute("aria-live", "polite");
  el.classList.add("course-pictures");
  el.tabIndex = 0;
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", "Picture of the step; arrow keys move to the next or previous one");
  el.replaceChildren(picture, caption);

  const playing = () => el.closest(".course-player")?.classList.contains("course-playing");
  let turn = model.get("turn");
  let images = [];
  let shown = null;
  let before = null;
  const show = () => {
    const i = slider.get("value") - model.get("first");
    const image = images[i];
    el.setAttribute("aria-busy", !image); // the picture of this step is still being made
    if (!image || shown === image) return;
    const frame = model.get("frames")[i];
    const turned = before && turn !== model.get("turn") && frame.boxes?.kernel;
    const extra = turned ? [turning(before, turned)] : [];
    [shown, before, turn] = [image, image, model.get("turn")];
    picture.style.setProperty("--width", `${frame.width}px`);
    picture.style.setProperty("--ratio", frame.width / frame.height);
    picture.replaceChildren(shown, link.drawn, ...extra);
    link.show(frame.boxes);
    caption.setAttribute("aria-live", playing() ? "off" : "polite");
    caption.innerHTML = frame.caption;
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
    setTimeout(() => old.forEach((image) => URL.revokeObjectURL(image.src)), 1000);
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
  const spot = (event) => {
    const box = event.target.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    const inside = ([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom;
    return event.target === shown ? model.get("spots").findIndex(inside) : -1;
  };
  const point = (event) => {
    const i = spot(event);
    if (i >= 0) go(slider, slider.get("min") + i);
  };
  // The pointer on an output shows what it is made of, without going there.
  const hover = (event) => link.hover(model.get("frames")[spot(event)]?.boxes);
  model.on("change", build);
  slider.on(MOVED, show);
  el.addEventListener("keydown", press);
  el.addEventListener("click", point);
  picture.addEventListener("pointermove", hover);
  picture.addEventListener("pointerleave", hover);
  build();
  whenShown(el, (root) => root.addEventListener("keydown", jump, true));
  return () => {
    model.off("change", build);
    slider.off(MOVED, show);
    images.forEach((image) => URL.revokeObjectURL(image.src));
  };
}

// Frames around window and output that glide from step to step, joined by lines; and a second pair
// for the output below the pointer. They lie above the picture and take no clicks.
function linkBoxes() {
  const drawn = document.createElement("div");
  const make = (name) => drawn.appendChild(Object.assign(document.createElement("div"), {
    className: `course-box ${name}`,
  }));
  const pair = (name) => ["window", "output"].map((part) => [part, make(`course-${part} ${name}`)]);
  const [here, there] = [pair(""), pair("course-hover")];
  drawn.className = "course-link";
  drawn.setAttribute("aria-hidden", "true");
  drawn.insertAdjacentHTML("beforeend",
    '<svg viewBox="0 0 1 1" preserveAspectRatio="none"><path/><path class="course-hover"/></svg>');
  const [line, other] = drawn.querySelectorAll("path");
  const place = (boxes, parts, path) => {
    const known = boxes?.window && boxes.output;
    parts.forEach(([part, box]) => {
      box.hidden = !known;
      if (!known) return;
      const [left, top, right, bottom] = boxes[part].map((value) => 100 * value);
      const sides = { left, top, width: right - left, height: bottom - top };
      for (const side in sides) box.style[side] = `${sides[side]}%`;
    });
    path.setAttribute("d", known ? lines(boxes.window, boxes.output) : "");
  };
  const show = (boxes) => place(boxes, here, line);
  const hover = (boxes) => place(boxes, there, other);
  show();
  hover();
  return { drawn, show, hover };
}

// From the window to the output: beside it, or below it.
function lines(from, to) {
  const [left, top, right, bottom] = from;
  if (to[0] >= right) return `M${right} ${top}L${to[0]} ${to[1]}M${right} ${bottom}L${to[0]} ${to[3]}`;
  return `M${left} ${bottom}L${to[0]} ${to[1]}M${right} ${bottom}L${to[2]} ${to[1]}`;
}

// A copy of the kernel as it lay in the last picture, which turns by 180° and fades.
function turning(image, [left, top, right, bottom]) {
  const copy = document.createElement("div");
  const [width, height] = [right - left, bottom - top];
  copy.className = "course-turning";
  Object.assign(copy.style, {
    left: `${100 * left}%`, top: `${100 * top}%`,
    width: `${100 * width}%`, height: `${100 * height}%`,
    backgroundImage: `url(${image.src})`,
    backgroundSize: `${100 / width}% ${100 / height}%`,
    backgroundPosition: `${(100 * left) / (1 - width)}% ${(100 * top) / (1 - height)}%`,
  });
  copy.addEventListener("animationend", () => copy.remove());
  return copy;
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
    const image = Object.assign(new Image(), { decoding: "sync" }); // in the frame after it came
    made.append(document.createElement("figcaption"), image);
    return made;
  };
  const show = () => {
    const frames = model.get("frames");
    while (row.children.length < frames.length) row.append(figure());
    while (row.children.length > frames.length) row.lastChild.remove();
    frames.forEach((frame, i) => {
      const [title, image] = row.children[i].children;
      if (image.src !== frame.png) image.src = frame.png;
      image.width = frame.width;
      image.height = frame.height;
      image.alt = frame.alt;
      title.innerHTML = frame.caption;
    });
    words.innerHTML = model.get("words");
  };
  model.on("change", show);
  show();
  return () => model.off("change", show);
}

// Looks after all controls of one interactive; the one around all others does it for them, too.
function care(model, el) {
  const watch = new MutationObserver(() => nameControls(el.parentElement));
  const check = () => requestAnimationFrame(() => sayIfGone(el));
  el.classList.add("course-care");
  el.setAttribute("role", "status");
  whenShown(el, (root) => {
    if (root.parentElement.closest(".course-interactive")) return;
    nameControls(root);
    const attributeFilter = ["class", "title"];
    const characterData = true;
    watch.observe(root, { subtree: true, childList: true, characterData, attributeFilter });
    root.addEventListener("focusin", keepKeys);
    keepOrder(root, model.widget_manager);
    root.addEventListener("keydown", turnSlide, true);
    root.addEventListener("keydown", leave);
    root.addEventListener("pointerup", holdHandle);
    model.on("comm_live_update", check);
    hideStill(root);
  });
  return () => (watch.disconnect(), model.off("comm_live_update", check));
}

// As long as the kernel has not heard what a control said, ipywidgets holds back what this control
// says next. What another control says goes at once: a click on "Keep" arrived before the choice
// that it is about. So, before a control speaks, what others hold back is sent. Where ipywidgets
// is another one and holds back nothing by these names, nothing is done.
function keepOrder(root, manager) {
  if (!manager?._models) return;
  const known = (manager.courseOrder ??= new Set());
  const sendHeld = (speaker) => known.forEach((one) => one !== speaker && sendNow(one));
  const know = (one) => {
    if (known.has(one)) return;
    known.add(one);
    one.on("change", () => one._state_lock || sendHeld(one)); // a lock: the kernel changes it
    one.on("destroy", () => known.delete(one));
  };
  const look = () => Object.values(manager._models).forEach((one) => one.then(know, () => {}));
  look();
  root.addEventListener("focusin", look); // the kernel may have made more
  root.addEventListener("click", (event) => {
    if (event.target.closest(".widget-button:not(.course-button)")) sendHeld();
  }, true);
}

// Send what is held back as ipywidgets does it once it has the kernel's answer. `send_sync_message`
// counts the message itself: counted twice, the control would be held back for ever. The kernel
// repeats what it hears; the number tells which repetition is the last, and older ones are ignored.
function sendNow(one) {
  if (!one._msg_buffer || !one.comm_live) return;
  const number = one.send_sync_message(one._msg_buffer, one._msg_buffer_callbacks);
  one.rememberLastUpdateFor?.(number);
  one._msg_buffer = null;
  one._msg_buffer_callbacks = null;
}

// JupyterLab and Notebook take keys such as X and M as commands that change the notebook, unless
// the element with the focus itself says no.
function keepKeys(event) {
  event.target.setAttribute("data-lm-suppress-shortcuts", "true");
}

// Escape goes from a control to its cell, Shift+Enter to the next cell; saving works everywhere.
function leave(event) {
  const cell = event.target.closest(".jp-Cell");
  const send = (key) => cell.dispatchEvent(new KeyboardEvent("keydown", key));
  if (!cell || event.defaultPrevented) return;
  const saves = event.key === "s" && (event.ctrlKey || event.metaKey);
  const goesOn = event.key === "Enter" && event.shiftKey;
  if (!saves && !goesOn && event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  if (!saves) cell.focus();
  if (saves) send(event);
  if (goesOn) send({ key: "ArrowDown", code: "ArrowDown", keyCode: 40, bubbles: true });
}

// After a click on a slider, arrow keys move it on.
function holdHandle(event) {
  event.target.closest(".noUi-target")?.querySelector(".noUi-handle").focus();
}

// Once the kernel was restarted or ended, no control reaches it. The player goes on without it.
function sayIfGone(el) {
  const root = el.closest(".course-interactive");
  if (!root?.classList.contains("jupyter-widgets-disconnected")) return;
  root.classList.add("course-gone");
  root.querySelectorAll("input, button, select, .noUi-handle").forEach((control) => {
    control.inert = !control.closest(".course-player");
  });
  el.textContent = "The kernel that answered here has ended. Run this cell again to make it live.";
}

// Where outputs are not those of JupyterLab, a still may stand below what is live: hide it.
function hideStill(root) {
  setTimeout(() => {
    const after = (still) => root.compareDocumentPosition(still) & Node.DOCUMENT_POSITION_FOLLOWING;
    for (let part = root; part && !part.matches(".jp-Cell"); part = part.parentElement) {
      const still = [...part.querySelectorAll(".course-still")].find(after);
      if (still) return (still.style.display = "none");
    }
  }, 500);
}

// Names, groups and states that the controls of ipywidgets lack.
function nameControls(root) {
  const all = (selector, act) => root?.querySelectorAll(selector).forEach(act);
  const set = (element, name, value) => {
    if (element && element.getAttribute(name) !== `${value}`) element.setAttribute(name, value);
  };
  all(".widget-hslider", (view) => {
    const label = view.querySelector(".widget-label")?.textContent || "step";
    const readout = view.querySelector(".widget-readout");
    set(view.querySelector(".noUi-handle"), "aria-label", label);
    set(readout, "role", "textbox");
    set(readout, "aria-label", `${label}, typed`);
  });
  all(".widget-text input[title]", (box) => {
    if (!box.labels.length || !box.labels[0].textContent) set(box, "aria-label", box.title);
  });
  all(".widget-toggle-buttons", (group) => {
    const before = group.previousElementSibling;
    set(group, "role", "group");
    if (before?.matches(".widget-label")) set(group, "aria-label", before.textContent);
    group.querySelectorAll("button").forEach((toggle) => {
      set(toggle, "aria-pressed", toggle.classList.contains("mod-active"));
    });
  });
  all(".course-pixels button", (pixel) => {
    set(pixel, "aria-label", `${pixel.title}: ${pixel.textContent}`);
    set(pixel, "aria-pressed", pixel.textContent === "1");
  });
  // Arrow keys stay inside a group only where its radios share a name.
  all(".widget-radio-box", (group) => {
    group.id ||= `course-${Math.random().toString(36).slice(2)}`;
    set(group, "role", "radiogroup");
    const question = group.closest(".course-prediction")?.querySelector("b");
    if (question) set(group, "aria-label", question.textContent);
    group.querySelectorAll("input").forEach((radio) => set(radio, "name", group.id));
  });
}

// A presenter's clicker sends PageDown and PageUp. In a show they turn the slide, as space does
// where nobody types, and do not go to the slider, the box or the button that was used last.
function turnSlide(event) {
  const cell = event.target.closest(".jp-Deck .jp-Cell");
  const types = event.target.matches("input, textarea, [contenteditable]");
  const turns = /^Page(Up|Down)$/.test(event.key) || (event.key === " " && !types);
  if (!cell || !turns) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  cell.focus(); // the show takes space from the cell alone
  cell.dispatchEvent(new KeyboardEvent("keydown", event));
}

// Call `act` with the widget that `el` belongs to, as soon as it stands on the page.
function whenShown(el, act) {
  const root = el.closest(".course-interactive");
  if (root) act(root);
  else requestAnimationFrame(() => whenShown(el, act));
}

export default { render };
