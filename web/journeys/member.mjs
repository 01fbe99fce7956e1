/** memberWithPoints finds in the list a member with something to tell: the first who has points. */
export async function memberWithPoints(page) {
  await page
    .locator("table[aria-busy=true], [role=status] table")
    .first()
    .waitFor({ state: "detached" });
  await page.locator("tbody tr[data-row-key]").first().waitFor();
  const titles = await page.locator("thead th").allInnerTexts();
  const column = titles.findIndex((title) => /可用积分|Points available/.test(title));
  for (const row of await page.locator("tbody tr[data-row-key]").all()) {
    const points = await row.locator("td").nth(column).innerText();
    if (/[1-9]/.test(points)) return row.locator("a").first();
  }
  throw new Error("nobody on the first page has points: the journey needs a shop that has sold");
}

/** Opens one of the parts that stand behind a tab of a member's page. */
export async function openPart(page, tab, part) {
  await page.getByRole("tab", { name: tab }).click();
  await page.getByRole("radiogroup", { name: tab }).getByText(part, { exact: true }).click();
}
