// A slide is 1280 wide and as high as the window's shape asks for, between 16:9 and 4:3.
const WIDTH = 1280;

function height() {
  const shape = Math.max(4 / 3, Math.min(16 / 9, window.innerWidth / window.innerHeight));
  return Math.round(WIDTH / shape);
}

function fit() {
  document.documentElement.style.setProperty("--slide-height", `${height()}px`);
  return height();
}

Reveal.initialize({
  width: WIDTH,
  height: fit(),
  margin: 0,
  minScale: 0.1,
  maxScale: 4,
  center: false,
  hash: true,
  navigationMode: "linear", // a clicker knows only "next" and "previous"
  controls: false,
  slideNumber: "c/t",
  transition: "none",
  backgroundTransition: "none",
  pdfSeparateFragments: false,
  pdfMaxPagesPerSlide: 1,
  showNotes: false,
  plugins: [RevealNotes],
});
window.addEventListener("resize", () => Reveal.configure({ height: fit() }));
