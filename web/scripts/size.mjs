// Weighs what a first visit fetches before it can show its page, gzipped, and
// fails above the budget: the page itself with everything that it and the frame
// stand on. Charts draw later and have a budget of their own. Of the languages
// only the larger counts: a reader gets one. The members' face is one file and its
// words, which a telephone fetches whole.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const budgetKb = 450;
const chartsBudgetKb = 220;
const memberBudgetKb = 200;

weighConsole(face("console"));
weighMember(face("member"));

/** What was built of a face, as tells-chunks.ts wrote it down. */
function face(name) {
  const home = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", name);
  const written = JSON.parse(readFileSync(path.join(home, ".chunks.json"), "utf8"));
  const chunks = new Map(written.map((chunk) => [chunk.fileName, chunk]));
  const weights = new Map();
  const weigh = (file) => {
    if (!weights.has(file)) {
      const bytes = readFileSync(path.join(home, "dist", file));
      weights.set(file, gzipSync(bytes, { level: 6 }).length / 1024);
    }
    return weights.get(file);
  };
  const holding = (ending) => {
    const found = written.find(({ modules }) => modules.some((id) => id.endsWith(ending)));
    if (!found) throw new Error(`no file of the build holds ${ending}`);
    return found.fileName;
  };
  /** Everything that these files need before they run, styles included. */
  const fetchedFor = (names, known = new Set(["index.html", "favicon.svg", "boot.js"])) => {
    for (const file of names) {
      if (known.has(file)) continue;
      known.add(file);
      const { imports, css } = chunks.get(file);
      for (const sheet of css) known.add(sheet);
      fetchedFor(imports, known);
    }
    return known;
  };
  const languages = ["zh-CN", "en"].map((language) => holding(`/locales/${language}/words.ts`));
  return {
    chunks: written,
    entry: written.find(({ isEntry }) => isEntry).fileName,
    language: languages.sort((one, other) => weigh(other) - weigh(one))[0],
    weigh,
    holding,
    fetchedFor,
    sum: (files) => [...files].reduce((total, file) => total + weigh(file), 0),
  };
}

function weighConsole({ chunks, entry, language, weigh, holding, fetchedFor, sum }) {
  const around = [entry, language, holding("/app/frame/Frame.tsx")];
  const pages = chunks
    .flatMap(({ modules }) => modules.filter((id) => /\/app\/routes\/\w+Page\.tsx$/.test(id)))
    .map((id) => {
      const files = fetchedFor([...around, holding(id)]);
      return { name: path.basename(id, ".tsx"), files, kb: sum(files) };
    })
    .sort((one, other) => other.kb - one.kb);

  // The heaviest page that somebody may start at; others come to a warm cache.
  const starts = ["OverviewPage", "MembersPage"];
  const first = pages.filter(({ name }) => starts.includes(name))[0] ?? pages[0];
  for (const name of [...first.files].sort((one, other) => weigh(other) - weigh(one))) {
    if (weigh(name) >= 1) tell(weigh(name), name);
  }
  for (const { name, kb } of pages) tell(kb, `at ${name}`);
  console.log(`${String(first.files.size).padStart(7)} files`);
  tell(first.kb, `first load, of ${budgetKb}`);
  const engine = chunks.find(({ modules }) => {
    return modules.some((id) => id.endsWith("/components/charts/engine.ts"));
  });
  const drawing = engine ? [...fetchedFor([engine.fileName])] : [];
  const charts = sum(drawing.filter((name) => !first.files.has(name)));
  tell(charts, `charts, of ${chartsBudgetKb}`);

  if (engine && first.files.has(engine.fileName)) fail("charts are in the first load");
  if (first.kb > budgetKb) fail("the first load is above its budget");
  if (charts > chartsBudgetKb) fail("charts are above their budget");
}

function weighMember({ entry, language, fetchedFor, sum }) {
  const kb = sum(fetchedFor([entry, language]));
  tell(kb, `first load of members, of ${memberBudgetKb}`);
  if (kb > memberBudgetKb) fail("the first load of members is above its budget");
}

function tell(kb, what) {
  console.log(`${kb.toFixed(1).padStart(7)} kB  ${what}`);
}

function fail(why) {
  console.error(why);
  process.exitCode = 1;
}
