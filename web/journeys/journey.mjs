// What every journey does around its steps: begin, tell each step, and fail on
// whatever a page complained of.
import { inspect, launch, watch } from "./browser.mjs";

/**
 * journey walks the named steps one after the other in one browser. Each gets
 * the watched page of whom the journey is about, what was asked for, and by their
 * names the watched pages of the `others`, who see nothing of that session.
 */
export async function journey(asked, { others = [], ...settings }, steps) {
  const began = Date.now();
  const browser = await launch();
  const come = async () => {
    const person = await watch(browser, new URL(asked.url).origin, settings);
    // The console asks who is signed in; nobody is, at first.
    person.expect(401, "/api/v1/session");
    // A page may take as long as the machine needs: what decides is that it comes.
    person.page.setDefaultTimeout(60_000);
    /** What axe-core calls serious of the page as it stands fails the journey. */
    const inspected = async (where) => {
      person.complaints.push(...(await inspect(person.page, where)));
    };
    return { ...person, inspected };
  };
  const first = await come();
  const people = { journey: first };
  for (const name of others) people[name] = await come();
  try {
    for (const [name, step] of steps) {
      await step({ ...people, ...first, browser, asked });
      console.log(`ok  ${name}`);
    }
  } catch (thrown) {
    console.error(thrown.stack);
    for (const [name, { page }] of Object.entries(people)) {
      await page.screenshot({ path: `${name}-failed.png` });
      console.error(`at ${page.url()}, see ${name}-failed.png`);
    }
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
  const complaints = Object.values(people).flatMap((person) => person.complaints);
  if (complaints.length > 0) {
    console.error(complaints.join("\n"));
    process.exitCode = 1;
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${process.exitCode ? "FAILED" : "passed"} in ${seconds} s`);
}
