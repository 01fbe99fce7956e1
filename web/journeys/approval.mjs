// How a draft comes to hold: one person asks for it, another one looks and agrees.

/** askFor saves the draft that is open, in Chinese, and puts it before somebody else. */
export async function askFor(page, note) {
  await page.getByRole("button", { name: "保存草稿" }).click();
  await page.getByText("已保存。发布前需由另一位同事批准。").waitFor();
  await page.getByRole("button", { name: "提交审批" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("给审批人的说明").fill(note);
  await dialog.getByRole("button", { name: "提交" }).click();
  await page.waitForURL((url) => url.pathname === "/approvals");
}

/** approve opens what waits under a name, looks at it, and agrees; done is what the page says then. */
export async function approve(page, { url }, name, looks, done = "已发布") {
  await page.goto(`${url}/approvals`);
  await page.locator("main").getByRole("link", { name }).first().click();
  await looks?.(page);
  await page.getByRole("button", { name: "批准" }).click();
  await page.getByText(done).first().waitFor();
}
