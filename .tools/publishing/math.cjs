// Turn formulas into SVG: JSON [[tex, isDisplay], ...] on standard input, [html, ...] on standard output.
// Run in a folder in whose node_modules MathJax lies.
const { createRequire } = require("module");
const here = createRequire(process.cwd() + "/");

async function main() {
  const MathJax = await here("mathjax").init({
    loader: { load: ["input/tex", "output/svg", "a11y/assistive-mml"] },
    svg: { fontCache: "local" },
    tex: { packages: { "[-]": ["noundefined"] } }, // an unknown command is an error, not red text
    options: { enableAssistiveMml: true },
  });
  const asked = JSON.parse(require("fs").readFileSync(0, "utf-8"));
  const made = [];
  for (const [tex, display] of asked) {
    const node = await MathJax.tex2svgPromise(tex, { display });
    const html = MathJax.startup.adaptor.outerHTML(node);
    if (html.includes('data-mml-node="merror"')) throw new Error(`cannot typeset ${tex}`);
    made.push(html);
  }
  const css = MathJax.startup.adaptor.textContent(MathJax.svgStylesheet());
  process.stdout.write(JSON.stringify({ css, made }));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
