/** choose opens a list of options and takes one, by keyboard: the list may still be moving. */
export async function choose(page, within, label, option) {
  const box = within.getByRole("combobox", { name: label, exact: true });
  await box.focus();
  await box.press("ArrowDown");
  const list = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await list.locator(".ant-select-item-option", { hasText: option }).first().waitFor();
  const active = list.locator(".ant-select-item-option-active", { hasText: option });
  for (let step = 0; step < 40 && (await active.count()) === 0; step++) {
    await box.press("ArrowDown");
  }
  await box.press("Enter");
  await within.locator(".ant-select", { hasText: option }).first().waitFor();
}
