// Weighs what a first visit fetches before it can show its page, gzipped, and
// fails above the budget: the page itself with everything that it and the frame
// stand on. Charts draw later and have a budget of their own. Of the languages
// only the larger counts: a reader gets one.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const budgetKb = 450;
const chartsBudgetKb = 220;
const face = path.join(path.dirname(fileURLToPath(import.meta.url)), "../console");

/** Written by the build; see tellsChunks in console/vite.config.ts. */
const chunks = new Map(
  JSON.parse(readFileSync(path.join(face, ".chunks.json"), "utf8")).map((chunk) => [
    chunk.fileName,
    chunk,
  ]),
);
const holding = (ending) => {
  const found = [...chunks.values()].find(({ modules }) =>
    modules.some((id) => id.endsWith(ending)),
  );
  if (!found) throw new Error(`no file of the build holds ${ending}`);
  return found.fileName;
};
const weights = new Map();
const weigh = (name) => {
  if (!weights.has(name)) {
    const bytes = readFileSync(path.join(face, "dist", name));
    weights.set(name, gzipSync(bytes, { level: 6 }).length / 1024);
  }
  return weights.get(name);
};
const sum = (files) => [...files].reduce((total, name) => total + weigh(name), 0);

const [entry] = [...chunks.values()]
  .filter(({ isEntry }) => isEntry)
  .map(({ fileName }) => fileName);
const languages = ["zh-CN", "en"].map((language) => holding(`/locales/${language}/words.ts`));
const language = languages.sort((one, other) => weigh(other) - weigh(one))[0];
const around = [entry, language, holding("/app/frame/Frame.tsx")];

const pages = [...chunks.values()]
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
  if (weigh(name) >= 1) console.log(`${weigh(name).toFixed(1).padStart(7)} kB  ${name}`);
}
for (const { name, kb } of pages) console.log(`${kb.toFixed(1).padStart(7)} kB  at ${name}`);
console.log(`${String(first.files.size).padStart(7)} files`);
console.log(`${first.kb.toFixed(1).padStart(7)} kB  first load, of ${budgetKb}`);
const engine = [...chunks.values()].find(({ modules }) => {
  return modules.some((id) => id.endsWith("/components/charts/engine.ts"));
});
const drawing = engine ? [...fetchedFor([engine.fileName])] : [];
const charts = sum(drawing.filter((name) => !first.files.has(name)));
console.log(`${charts.toFixed(1).padStart(7)} kB  charts, of ${chartsBudgetKb}`);

if (engine && first.files.has(engine.fileName)) fail("charts are in the first load");
if (first.kb > budgetKb) fail("the first load is above its budget");
if (charts > chartsBudgetKb) fail("charts are above their budget");

/** Everything that these files need before they run, styles included. */
function fetchedFor(names, known = new Set(["index.html", "favicon.svg", "boot.js"])) {
  for (const name of names) {
    if (known.has(name)) continue;
    known.add(name);
    const { imports, css } = chunks.get(name);
    for (const sheet of css) known.add(sheet);
    fetchedFor(imports, known);
  }
  return known;
}

function fail(why) {
  console.error(why);
  process.exitCode = 1;
}
