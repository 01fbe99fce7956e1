/** call asks the API as whoever is signed in on the page, and fails on any answer but the one that is awaited. */
export async function call(page, method, path, body, headers = {}) {
  const { status, text } = await page.evaluate(
    async ([how, where, what, more]) => {
      const answer = await fetch(`/api/v1${where}`, {
        method: how,
        headers: { "Content-Type": "application/json", ...more },
        ...(what !== null && { body: JSON.stringify(what) }),
      });
      return { status: answer.status, text: await answer.text() };
    },
    [method, path, body ?? null, headers],
  );
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** sell commits to a basket as a till does, and begins to pay it. */
export async function sell(page, basket, tenders) {
  const quote = await call(page, "POST", "/quotes", basket);
  const { checkout } = await call(page, "POST", "/quotes/commit", {
    ...basket,
    digest: quote.digest,
  });
  return call(page, "POST", `/checkouts/${checkout.id}/pay`, { tenders: tenders(quote.payable) });
}
