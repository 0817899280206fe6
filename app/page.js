// What is done without the server: copy a citation, save the chart as it is drawn, go to the words that an address names,
// keep the words of a mark within the screen.
if (!window.mawqifClicks) {
  window.mawqifClicks = true;
  const copyOf = (text) => {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  };
  const copy = (text) =>  // a page that is not served over HTTPS has no clipboard but the old one
    navigator.clipboard ? navigator.clipboard.writeText(text).catch(() => copyOf(text)) : copyOf(text);
  const save = (blob, name) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const paper = () => getComputedStyle(document.querySelector(".stApp")).backgroundColor;
  const svgText = (svg) => {
    const whole = svg.cloneNode(true);
    const told = svg.parentElement.getAttribute("aria-label");
    for (const part of whole.querySelectorAll("[role], [aria-roledescription]")) {  // Vega's, in English on every page
      for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
    }
    whole.removeAttribute("aria-hidden");
    for (const [name, text] of [["role", "img"], ["aria-label", told], ["lang", document.documentElement.lang]]) {
      if (text) whole.setAttribute(name, text);
    }
    whole.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    whole.style.background = paper();
    return new XMLSerializer().serializeToString(whole);
  };
  const onPaper = (width, height, times, draw) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: width * times, height: height * times });
    const pen = canvas.getContext("2d");
    pen.fillStyle = paper();
    pen.fillRect(0, 0, canvas.width, canvas.height);
    draw(pen, canvas);
    return new Promise((given) => canvas.toBlob(given, "image/png"));
  };
  const asPng = async (drawn) => {
    if (drawn.tagName === "CANVAS") {
      return onPaper(drawn.width, drawn.height, 1, (pen) => pen.drawImage(drawn, 0, 0));
    }
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(drawn));
    await image.decode();
    const { width, height } = drawn.getBoundingClientRect();
    return onPaper(width, height, 2, (pen, canvas) => pen.drawImage(image, 0, 0, canvas.width, canvas.height));
  };
  // A chart is one image with a text in the language of the page: its marks are listed there, not read out one by one.
  // Vega calls it a "visualization" on every page, in English.
  const oneImage = () => {
    for (const drawn of document.querySelectorAll("[data-testid='stVegaLiteChart'] .marks:not([aria-hidden])")) {
      drawn.setAttribute("aria-hidden", "true");
      const whole = drawn.parentElement;
      whole.setAttribute("role", "img");
      whole.removeAttribute("aria-roledescription");
      if (!whole.hasAttribute("aria-label")) whole.setAttribute("aria-label", document.title);
    }
  };
  // The words of a mark stand beside the pointer. On a narrow screen they fit on neither side of it, and Vega would push
  // them over an edge: there they stand below or above it.
  const hand = { x: 0, y: 0 };
  const EDGE = 8;
  const within = (at, size, room) => Math.max(EDGE, Math.min(at, room - size - EDGE));
  const inSight = () => {
    const box = document.querySelector("#vg-tooltip-element.visible");
    if (!box) return;
    const { left, top, right, bottom, width, height } = box.getBoundingClientRect();
    const { clientWidth: wide, clientHeight: high } = document.documentElement;
    if (left >= 0 && top >= 0 && right <= wide && bottom <= high) return;
    const below = hand.y + 2 * EDGE;
    const fits = below + height + EDGE <= high;
    box.style.left = `${within(hand.x - width / 2, width, wide)}px`;
    box.style.top = `${within(fits ? below : hand.y - 2 * EDGE - height, height, high)}px`;
  };
  for (const kind of ["pointermove", "pointerdown"]) {
    const seen = (event) => { [hand.x, hand.y] = [event.clientX, event.clientY]; };
    document.addEventListener(kind, seen, { capture: true, passive: true });
  }
  // Streamlit takes a theme only by its own parameter and only as it opens a page: one that is named by ours alone, as
  // after a step by the sidebar, is opened once more, as it was asked for: what was not understood of it is told again.
  const first = new URL(performance.getEntriesByType("navigation")[0]?.name || location.href);
  const asked = new URLSearchParams((first.pathname === location.pathname ? first : location).search);
  const theme = asked.get("theme");
  if (["light", "dark"].includes(theme) && !asked.getAll("embed_options").includes(`${theme}_theme`)) {
    asked.set("embed_options", `${theme}_theme`);
    location.replace(`${location.pathname}?${asked}${location.hash}`);
  }
  // The words of the claim that the address names, brought into sight once: they may stand far down in their article.
  let gone = "";
  const toWords = () => {
    const words = document.querySelector(".mw-article:not(.mw-around) .mw-chosen");
    if (!words || gone === location.search) return;
    gone = location.search;
    const { top, bottom } = words.getBoundingClientRect();
    if (top < 60 || bottom > innerHeight - 40) words.scrollIntoView({ block: "center" });
  };
  // Streamlit draws its grid from left to right. Where a page is read from the right, the grid is opened at its right
  // end, and held there while its columns find their widths, until somebody moves it.
  const fromRight = () => document.querySelector(".mw-nothing")?.dataset.lang === "ar";
  const held = new WeakSet();
  const fromTheRight = () => {
    for (const grid of document.querySelectorAll("[data-testid='stDataFrame'] .dvn-scroller")) {
      if (held.has(grid) || !fromRight()) continue;
      held.add(grid);
      const sizes = new ResizeObserver(() => { grid.scrollLeft = grid.scrollWidth; });
      for (const sized of [grid, ...grid.querySelectorAll(".dvn-scroll-inner")]) sizes.observe(sized);
      const whole = grid.closest("[data-testid='stDataFrame']");
      for (const hand of ["wheel", "pointerdown", "keydown"]) {
        whole.addEventListener(hand, () => sizes.disconnect(), { once: true, capture: true, passive: true });
      }
    }
  };
  // A list shows its choice and its entries in one line each, which the browser cuts at the end that the page has: a long
  // title of the other direction would lose its beginning. One that does not fit runs as its own first letter does.
  const FIRST_LETTER = /[A-Za-z\u00c0-\u024f]|([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])/;
  const cutAtItsEnd = () => {
    const ofPage = fromRight() ? "rtl" : "ltr";
    for (const field of document.querySelectorAll("[data-testid='stSelectbox'] input, [role='option'] > div")) {
      const letter = FIRST_LETTER.exec(field.value ?? field.textContent);
      const own = letter ? (letter[1] ? "rtl" : "ltr") : ofPage;
      // to measure makes the browser lay out the page: not for what runs as the page does
      const direction = own !== ofPage && field.scrollWidth > field.clientWidth ? own : "";
      if (field.style.direction !== direction) field.style.direction = direction;
    }
  };
  window.addEventListener("resize", cutAtItsEnd);
  // Streamlit's own labels are English: on pages in another language they are told in its words, which the page carries.
  const LABELLED = "[data-testid^='stSidebar'], [data-testid='stSkipToContent'], [data-testid^='stSelectbox'], "
    + "[data-testid^='stMultiSelect'], [data-testid='stTextInput'], [data-testid='InputInstructions'], "
    + "[data-testid='stExpander'], [data-testid='stDataFrame'], [data-testid='stElementToolbar'], [data-live-announcer]";
  const told = new Map();  // what stands there now, by what Streamlit had written, so that a page in English gets it back
  const inWords = (text, words) => {
    if (text in words) return words[text];
    for (const [form, own] of Object.entries(words)) {
      const [before, after] = form.split("{}");
      if (after !== undefined && text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after)) {
        return own.replace("{}", text.slice(before.length, text.length - after.length));
      }
    }
    return text;
  };
  const turned = (text, words) => {
    const first = told.get(text) || text;
    const own = inWords(first, words);
    if (own !== first) told.set(own, first);
    return own;
  };
  const ownLabels = () => {
    const given = document.querySelector(".mw-nothing")?.dataset;
    const lang = given?.lang;
    if (lang && document.documentElement.lang !== lang) document.documentElement.lang = lang;
    const words = JSON.parse(given?.words || "{}");
    if (!Object.keys(words).length && !told.size) return;
    for (const part of document.querySelectorAll(LABELLED)) {
      for (const one of [part, ...part.querySelectorAll("[aria-label], [placeholder]")]) {
        for (const name of ["aria-label", "placeholder"]) {
          const text = one.getAttribute(name);
          if (text && turned(text, words) !== text) one.setAttribute(name, turned(text, words));
        }
      }
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        if (node.data.length < 60 && turned(node.data, words) !== node.data) node.data = turned(node.data, words);
      }
    }
  };
  let waits = false;
  new MutationObserver(() => {
    inSight();  // at once, else the words would be seen to jump
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; oneImage(); toWords(); fromTheRight(); cutAtItsEnd(); ownLabels(); });
  }).observe(document.body, { childList: true, subtree: true });
  oneImage();
  toWords();
  fromTheRight();
  cutAtItsEnd();
  ownLabels();
  // Streamlit opens a page with its sidebar as it was left. On a phone that covers the page: one who chose a light there
  // wants to see the page in it.
  const PHONE = "(max-width: 768px)";
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element && event.target.closest(".mw-theme a")) || !matchMedia(PHONE).matches) return;
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("stSidebarCollapsed-")) localStorage.setItem(name, "true");
    }
  });
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy], [data-save]");
    if (!button) return;
    if (button.dataset.copy) {
      await copy(button.dataset.copy);
      const label = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
      return;
    }
    const drawn = document.querySelector("[data-testid='stVegaLiteChart'] svg.marks, [data-testid='stVegaLiteChart'] canvas");
    if (!drawn) return;
    const blob = button.dataset.save === "svg" ? new Blob([svgText(drawn)], { type: "image/svg+xml" }) : await asPng(drawn);
    save(blob, `timeline.${button.dataset.save}`);
  });
}
