/** memberWithPoints finds in the list a member with something to tell: the first who has points. */
export async function memberWithPoints(page) {
  await page
    .locator("table[aria-busy=true], [role=status] table")
    .first()
    .waitFor({ state: "detached" });
  for (const row of await page.locator("tbody tr[data-row-key]").all()) {
    const points = await row.locator("td").nth(4).innerText();
    if (/[1-9]/.test(points)) return row.locator("a").first();
  }
  throw new Error("nobody on the first page has points: the journey needs a shop that has sold");
}
