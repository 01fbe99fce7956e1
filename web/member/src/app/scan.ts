/**
 * countScan tells once that somebody sees the page to which a poster's link leads. It waits
 * until the page is drawn and seen, so that what is only fetched early is not counted, and
 * nobody waits for it: a page is not worse for a number that is missing.
 */
export function countScan(poster: string | undefined): void {
  if (!poster) return;
  const count = () => {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", count);
    const address = `/api/v1/me/posters/${encodeURIComponent(poster)}/scans`;
    setTimeout(() => {
      fetch(address, { method: "POST", keepalive: true }).catch(() => {});
    }, 0);
  };
  document.addEventListener("visibilitychange", count);
  count();
}
