// The urgent notices in force, in the line that is kept for them on every page. The file is small,
// and which of its notices still hold is told by the reader's clock, not by the hour of the build.
const band = document.querySelector(".band[data-source]");
const holds = (notice) => Date.parse(notice.until) > Date.now();

const show = (notices) => {
  const [first, ...others] = notices.filter(holds);
  const link = band.querySelector(".band__link");
  const words = document.createElement("span"); // a new one: the old is not moved, but replaced
  words.className = "band__words";
  band.classList.toggle("band--loud", Boolean(first));
  if (first) {
    const grade = document.createElement("b");
    grade.textContent = first.label;
    words.append(grade, ` ${first.title}`);
    link.href = first.url;
  } else {
    words.textContent = band.dataset.none;
  }
  if (others.length > 0) {
    const more = document.createElement("span");
    more.textContent = ` (${band.dataset.more.replace("{count}", others.length)})`;
    words.append(more);
  }
  link.replaceChildren(words);
};

// The text of a page that lies open, or was kept from yesterday, goes out of date in the same way.
const markOver = () => {
  for (const entry of document.querySelectorAll("[data-until]")) {
    const label = entry.querySelector("[data-over]");
    if (label && !holds({ until: entry.dataset.until })) {
      label.textContent = label.dataset.over;
      entry.classList.add("is-over");
    }
  }
};

markOver();
setInterval(markOver, 60_000);

if (band) {
  const refresh = async () => {
    try {
      const answer = await fetch(band.dataset.source);
      if (!answer.ok) return;
      const { notices } = await answer.json();
      show(notices);
      clearInterval(band.timer);
      band.timer = setInterval(show, 60_000, notices);
    } catch {
      // no network, or no such file: the link to the list of notices stays
    }
  };
  // On a slow line the text and its picture come first; but not for longer than a moment.
  const whenDrawn = new Promise((done) => {
    const idle = window.requestIdleCallback ?? ((after) => setTimeout(after, 200));
    window.addEventListener("load", () => requestAnimationFrame(() => idle(done)));
    setTimeout(done, 3000);
  });
  whenDrawn.then(refresh);
  // A page brought back from the background may be hours old.
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
}
