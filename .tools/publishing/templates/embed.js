// What the address asks for, after ? or #: title, width in pixels, view (its name or number from
// 0), and step (from 0). Anything else is left as it is.
const asked = new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`);
const whole = (name) => (/^\d+$/.test(asked.get(name) ?? "") ? Number(asked.get(name)) : null);

if (asked.get("title")) {
  document.title = asked.get("title");
  document.querySelector("h1").textContent = asked.get("title");
}
if (whole("width") !== null) {
  const width = Math.max(200, Math.min(2000, whole("width")));
  document.querySelector("main").style.maxWidth = `${width}px`;
}
document.querySelectorAll("[aria-pressed]").forEach((choice, k) => {
  if ([choice.textContent, String(k)].includes(asked.get("view"))) choice.click();
});
if (whole("step") !== null) {
  const slider = document.querySelector("input[type=range]");
  slider.value = Math.min(whole("step"), slider.max);
  slider.dispatchEvent(new Event("input"));
}
