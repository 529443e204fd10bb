// The share panel: a browser inside another app may have neither a clipboard nor a share sheet, so
// each button shows only where it works, and the address itself is always there.
const panel = document.querySelector(".share__panel");

if (panel) {
  const address = panel.querySelector(".share__address");
  const told = panel.querySelector(".share__told");
  const copy = panel.querySelector(".share__copy");
  const send = panel.querySelector(".share__send");

  const select = () => {
    const range = document.createRange();
    range.selectNodeContents(address);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  copy.hidden = false;
  copy.addEventListener("click", async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(address.textContent);
    } catch {
      select(); // the older way, and if that fails too the address is marked for copying by hand
      done = document.execCommand("copy");
    }
    told.textContent = done ? copy.dataset.done : copy.dataset.failed;
  });

  if (navigator.share) {
    send.hidden = false;
    send.addEventListener("click", () => {
      navigator
        .share({ title: document.querySelector("h1").textContent, url: address.textContent })
        .catch(() => {}); // the reader thought better of it
    });
  }
}
