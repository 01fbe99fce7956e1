// Runs before the first paint, so that a page asked for in the dark never
// flashes white. A file of its own: the content security policy allows no
// script within the page. The reader's wish is kept by kit/src/theme/appearance.ts.
(() => {
  const wish = localStorage.getItem("habitue.appearance");
  const dark =
    wish === "dark" || (wish !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.scheme = dark ? "dark" : "light";
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
})();
