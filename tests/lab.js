// What the browser tests ask of the page; lab.py hands it to every page before anything is loaded.

window.courseLab = {
  panel: () => window.jupyterapp?.shell.currentWidget,
  kernel: () => courseLab.panel().sessionContext.session?.kernel,
  elements: () => [...document.querySelectorAll(".jp-Notebook .jp-Cell")],

  // The notebook is shown whole, and its kernel is connected and has nothing to do.
  isReady() {
    const panel = courseLab.panel();
    if (!panel?.sessionContext?.isReady || !panel.context.isReady) return false;
    const kernel = courseLab.kernel();
    if (kernel) courseLab.watch(kernel);
    const shown = panel.content.widgets.length === panel.content.model.cells.length;
    return shown && kernel?.connectionStatus === "connected" && kernel.status === "idle";
  },

  // Open another notebook in the place of this one, with the same kernel or a new one.
  async open(path, same) {
    const before = courseLab.panel();
    const kernel = same ? courseLab.kernel().model : undefined;
    if (same) await courseLab.kernel().requestExecute({ code: "%reset -f", silent: true }).done;
    else before.dispose();
    await window.jupyterapp.commands.execute("docmanager:open", { path, kernel });
    before.dispose();
  },

  runAll: () => window.jupyterapp.commands.execute("notebook:run-all-cells"),

  save: () => courseLab.panel().context.save(),

  restart: () => courseLab.kernel().restart(),

  endAll: () => window.jupyterapp?.serviceManager.sessions.shutdownAll(),

  cells: () => courseLab.panel().content.model.sharedModel.toJSON().cells,

  // How the code cells are numbered that hold any code.
  counts: () =>
    courseLab
      .panel()
      .content.widgets.map(({ model }) => model)
      .filter((model) => model.type === "code" && model.sharedModel.getSource().trim())
      .map((model) => model.executionCount),

  // What no key on a control may change: which cell is chosen, and the sources of all cells.
  sources: () => [
    courseLab.panel().content.activeCellIndex,
    courseLab.panel().content.widgets.map(({ model }) => [
      model.type,
      model.sharedModel.getSource(),
    ]),
  ],

  // Nothing in the notebook has changed for so many ms, or something never stops changing.
  settled: (time = 300) =>
    new Promise((done) => {
      const end = () => {
        watch.disconnect();
        clearTimeout(quiet);
        clearTimeout(limit);
        done();
      };
      let quiet = setTimeout(end, time);
      const limit = setTimeout(end, 5000);
      const watch = new MutationObserver(() => {
        clearTimeout(quiet);
        quiet = setTimeout(end, time);
      });
      const everything = { subtree: true, childList: true, attributes: true };
      watch.observe(document.querySelector(".jp-Notebook"), everything);
    }),

  // The widgets' messages that the kernel has not answered yet.
  waiting: new Set(),

  // Keep `waiting` up to date. Widgets may talk to a thread of their own in the kernel, so that
  // nothing else tells when they have been heard.
  watch(kernel) {
    if (courseLab.watched === kernel) return;
    courseLab.watched = kernel;
    courseLab.waiting.clear();
    kernel.statusChanged.connect((_, status) => {
      if (["restarting", "dead"].includes(status)) courseLab.waiting.clear();
    });
    kernel.anyMessage.connect((_, { msg, direction }) => {
      if (direction === "send" && msg.header.msg_type === "comm_msg") {
        courseLab.waiting.add(msg.header.msg_id);
      } else if (msg.header.msg_type === "status" && msg.content.execution_state === "idle") {
        courseLab.waiting.delete(msg.parent_header.msg_id);
      }
    });
  },

  // What a promise gives, or an error: a kernel that is gone answers nothing, for ever.
  within: (seconds, promise) =>
    Promise.race([
      promise,
      new Promise((_, fail) =>
        setTimeout(() => fail(new Error(`no answer within ${seconds} s`)), 1000 * seconds)
      ),
    ]),

  // The kernel has answered all that the page has told it, and the page shows it.
  async answered() {
    const end = Date.now() + 30_000;
    do {
      const asked = courseLab.kernel().requestExecute({ code: "", silent: true });
      await courseLab.within(60, asked.done);
      await courseLab.settled(100);
      if (Date.now() > end) throw new Error("the kernel does not answer");
    } while (courseLab.waiting.size);
  },

  // Run code that says when it has begun, and do not wait for its end.
  begin: (code) =>
    new Promise((begun) => {
      const future = courseLab.kernel().requestExecute({ code, store_history: false });
      future.onIOPub = (message) => message.header.msg_type === "stream" && begun();
      courseLab.busy = true;
      future.done.then(() => (courseLab.busy = false));
    }),

  // What the kernel says an expression is, as `repr` writes it.
  async value(expression) {
    const asked = { code: "", store_history: false, user_expressions: { value: expression } };
    const reply = await courseLab.within(60, courseLab.kernel().requestExecute(asked).done);
    const value = reply.content.user_expressions.value;
    if (value.status !== "ok") throw new Error(`${value.ename}: ${value.evalue}`);
    return value.data["text/plain"];
  },

  // Outputs of which something reaches beyond `limit` pixels, or that must be scrolled sideways.
  tooWide(limit) {
    const parts = "img, svg, canvas, table, input, button, label";
    return courseLab.elements().flatMap((cell, k) =>
      [...cell.querySelectorAll(".jp-OutputArea-output")].flatMap((output) => {
        const faults = [];
        const left = output.getBoundingClientRect().left;
        const ends = [...output.querySelectorAll(parts)]
          .map((part) => part.getBoundingClientRect())
          .filter((box) => box.width > 0)
          .map((box) => box.right - left);
        const width = Math.round(Math.max(0, ...ends));
        if (width > limit) faults.push(`cell ${k}: an output is ${width} px wide`);
        const scrolled = [output, ...output.querySelectorAll("*")].some((part) => {
          const flow = getComputedStyle(part).overflowX;
          return ["auto", "scroll"].includes(flow) && part.scrollWidth > part.clientWidth + 1;
        });
        if (scrolled) faults.push(`cell ${k}: an output must be scrolled sideways`);
        return faults;
      })
    );
  },

  // Pictures and widgets that a learner does not get to see.
  broken() {
    const words =
      /Error displaying widget|Error creating widget|Error rendering|model not found|Loading widget/g;
    return courseLab.elements().flatMap((cell, k) => [
      ...[...cell.querySelectorAll("img")]
        .filter((image) => !image.complete || !image.naturalWidth)
        .map((image) => `cell ${k}: the picture "${image.alt}" is not shown`),
      ...(cell.querySelector(".jp-OutputArea")?.innerText.match(words) ?? []).map(
        (found) => `cell ${k}: ${found}`
      ),
    ]);
  },

  height: () => Math.max(...courseLab.scrolled().map((part) => part.scrollHeight)),

  toTop: () => courseLab.scrolled().forEach((part) => part.scrollTo(0, 0)),

  scrolled: () => [...document.querySelectorAll(".jp-WindowedPanel-outer, .jp-Notebook")],
};
