// What a browser test asks of a deck: what is wrong with the state that is shown.
window.deckTest = {
  // Elements that are shown, without those that only a screen reader reads.
  shown(root) {
    return [...root.querySelectorAll("*:not(svg *, mjx-assistive-mml, mjx-assistive-mml *)")].filter(
      (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    );
  },

  scale(slide) {
    return slide.getBoundingClientRect().width / slide.offsetWidth;
  },

  name(one) {
    const words = (one.alt || one.textContent || "").trim().replace(/\s+/g, " ").slice(0, 50);
    return `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") || ""}"> ${words}`;
  },

  // Elements that stick out of the slide or of the part of it that they belong to, or are cut off.
  overflowing(slide) {
    const inside = (inner, outer) =>
      inner.left >= outer.left - 1 && inner.top >= outer.top - 1 &&
      inner.right <= outer.right + 1 && inner.bottom <= outer.bottom + 1;
    const body = slide.querySelector(".body").getBoundingClientRect();
    const screen = new DOMRect(0, 0, window.innerWidth, window.innerHeight);
    return this.shown(slide).filter((one) => {
      const box = one.getBoundingClientRect();
      const cut = getComputedStyle(one).overflow !== "visible" &&
        (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
      const part = one.closest(".body") && one !== slide.querySelector(".body") && !one.closest(".label");
      return cut || !inside(box, screen) || (part && !inside(box, body));
    }).map((one) => this.name(one));
  },

  // Sizes of text on the screen, in pixels, each with its words.
  textSizes(slide) {
    const sizes = [];
    const scale = this.scale(slide);
    for (const one of [...this.shown(slide), ...this.shown(document.querySelector(".slide-number"))]) {
      const own = [...one.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
      const inDeck = slide.contains(one) ? scale : 1;
      if (own) sizes.push([parseFloat(getComputedStyle(one).fontSize) * inDeck, this.name(one)]);
    }
    return sizes;
  },

  // Pictures: how large they are shown, compared with how they were drawn, and with their files.
  pictures(slide) {
    return this.shown(slide).filter((one) => one.tagName === "IMG").map((one) => {
      const box = one.getBoundingClientRect();
      const factor = Math.min(box.width / one.naturalWidth, box.height / one.naturalHeight);
      const width = factor * one.naturalWidth;
      return {
        alt: one.alt, shown: width, file: one.naturalWidth,
        text: parseFloat(one.dataset.text || 0) * width / parseFloat(one.dataset.width || 1),
        drawn: parseFloat(one.dataset.width) || null, complete: one.complete && one.naturalWidth > 0,
      };
    });
  },

  // Whether a question is asked, and answered only after a click.
  question(slide) {
    const answer = slide.querySelector(".question .answer");
    if (!answer) return "none";
    if (answer.classList.contains("visible")) return "answered";
    const seen = answer.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return seen ? "told too early" : "asked";
  },

  // All states from the first slide to the last, click by click.
  states() {
    const states = [];
    for (;;) {
      states.push(this.state());
      if (Reveal.isLastSlide() && !Reveal.availableFragments().next) return states;
      Reveal.next();
    }
  },

  // The last state of each slide.
  ends() {
    return Reveal.getSlides().map((slide) => {
      const { h, v } = Reveal.getIndices(slide);
      Reveal.slide(h, v, 99);
      return this.state();
    });
  },

  state() {
    const slide = Reveal.getCurrentSlide().querySelector(".slide");
    return {
      title: slide.querySelector("h1, h2").textContent,
      overflowing: this.overflowing(slide),
      texts: this.textSizes(slide),
      pictures: this.pictures(slide),
      question: this.question(slide),
      seen: Boolean(slide.querySelector("img, table, pre, .formula")),
      words: this.shown(slide).length,
    };
  },
};
