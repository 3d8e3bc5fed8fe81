"use strict";
(() => {
  const video = document.querySelector("video");
  const text = document.querySelector(".text");
  const all = (selector) => [...document.querySelectorAll(selector)];
  const at = (element) => Number(element.dataset.at);
  const chapters = all(".chapter"), paragraphs = all(".paragraph"), words = all("p [data-at]");

  // "#video=ADDRESS" is where the video beside this page is for whom its plain address is not: a signed link to it.
  // No other video is played under this page's title. "#t=SECONDS" is where to begin.
  const obey = () => {
    const wishes = new URLSearchParams(location.hash.slice(1));
    const wanted = wishes.get("video"), beside = new URL("final.mp4", location.href);
    if (wanted && URL.canParse(wanted)) {
      const found = new URL(wanted);
      if (found.origin === beside.origin && found.pathname === beside.pathname && video.src !== found.href) {
        video.src = found.href;
        for (const link of all("a[href^='final.mp4']")) {
          link.href = found.href + (link.dataset.at ? `#t=${link.dataset.at}` : "");
        }
      }
    }
    if (wishes.has("t")) video.currentTime = Number(wishes.get("t")) || 0;
  };

  const last = (elements, time) => {
    let low = 0, high = elements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(elements[middle]) <= time) low = middle + 1; else high = middle;
    }
    return elements[low - 1];
  };

  const now = new Map();
  const mark = (elements, time, tell) => {
    const element = last(elements, time), before = now.get(elements);
    if (element === before) return;
    now.set(elements, element);
    if (before) tell(before, false);
    if (element) tell(element, true);
  };

  const show = () => {
    const time = video.currentTime + 0.02;
    mark(words, time, (word, is) => word.classList.toggle("now", is));
    mark(chapters, time, (chapter, is) => is ? chapter.setAttribute("aria-current", "true") : chapter.removeAttribute("aria-current"));
    mark(paragraphs, time, (paragraph, is) => {
      paragraph.classList.toggle("now", is);
      if (is && !text.matches(":hover, :focus-within")) {
        text.scrollTop = paragraph.offsetTop - text.offsetTop - text.clientHeight / 3;
      }
    });
  };
  const follow = () => {
    show();
    if (!video.paused) requestAnimationFrame(follow);
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-at]:not(.paragraph)");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    video.currentTime = at(target);
    video.play().catch(() => {});
  });
  video.addEventListener("play", follow);
  video.addEventListener("seeked", show);
  addEventListener("hashchange", obey);
  obey();
})();
