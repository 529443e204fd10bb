// On the page for addresses that lead nowhere: what the address says becomes the question.
const query = document.querySelector(".notice .search input");
if (query && !location.pathname.endsWith("/404.html")) {
  const words = location.pathname.split("/").filter(Boolean).pop() || "";
  query.value = words.replace(/\.[a-z]+$|%\w\w/g, "").replace(/[-_+]+/g, " ").slice(0, 80);
}
