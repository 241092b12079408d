// A picture in which a click, or the arrow keys, choose a pixel.

function render({ model, el }) {
  const image = new Image();
  const mark = document.createElement("span");
  el.classList.add("course-pointer");
  el.tabIndex = 0;
  el.setAttribute("role", "slider");
  el.dataset.lmSuppressShortcuts = "true";
  el.replaceChildren(image, mark);
  const place = () => model.get("value");
  const shape = () => model.get("shape");
  const go = (row, column) => {
    const inside = (k, n) => Math.min(n - 3, Math.max(2, k));
    const [rows, columns] = shape();
    model.set("value", [inside(row, rows), inside(column, columns)]);
    model.save_changes();
  };
  const show = () => {
    const [row, column] = place();
    const [rows, columns] = shape();
    mark.style.left = `${(100 * (column + 0.5)) / columns}%`;
    mark.style.top = `${(100 * (row + 0.5)) / rows}%`;
    el.setAttribute("aria-label", "Pixel; click, or use the arrow keys, with Shift by ten");
    el.setAttribute("aria-valuenow", row * columns + column);
    el.setAttribute("aria-valuemin", 0);
    el.setAttribute("aria-valuemax", rows * columns - 1);
    el.setAttribute("aria-valuetext", `row ${row}, column ${column}`);
  };
  const draw = () => {
    const png = new Blob([model.get("png")], { type: "image/png" });
    if (image.src) URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(png);
    image.alt = "";
    show();
  };
  const press = (event) => {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const way = by[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const far = event.shiftKey ? 10 : 1;
    go(place()[0] + far * way[0], place()[1] + far * way[1]);
  };
  const point = (event) => {
    const box = image.getBoundingClientRect();
    const [rows, columns] = shape();
    const part = (at, from, size) => (at - from) / size;
    go(
      Math.floor(rows * part(event.clientY, box.top, box.height)),
      Math.floor(columns * part(event.clientX, box.left, box.width)),
    );
  };
  el.addEventListener("keydown", press);
  el.addEventListener("click", point);
  model.on("change:value", show);
  model.on("change:png", draw);
  draw();
  return () => (model.off("change:value", show), model.off("change:png", draw));
}

export default { render };
