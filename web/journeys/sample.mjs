// The sample basket beside the form of an offer.

export function net(page) {
  return page.locator("[data-sample=net]");
}

/** becomes waits until the sample basket costs something else, and gives back what. */
export async function becomes(page, before) {
  await page.waitForFunction((old) => {
    const shown = document.querySelector("[data-sample=net]")?.textContent;
    return shown && shown !== old;
  }, before);
  return net(page).innerText();
}

export function amount(text) {
  return Number(text.replace(/[^0-9.]/g, ""));
}
