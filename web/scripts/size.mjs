// Weighs what a first visit to the members' page fetches, gzipped, and fails
// above the budget. Of the languages only the larger counts: a reader gets one.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const budgetKb = 450;
const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), "../console/dist");

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(js|css|html|svg)$/.test(entry.name))
  .map((entry) => {
    const name = path.relative(dist, path.join(entry.parentPath, entry.name));
    return { name, kb: gzipSync(readFileSync(path.join(dist, name)), { level: 6 }).length / 1024 };
  })
  .sort((one, other) => other.kb - one.kb);

// A page of its own is fetched when it is opened; everything else comes first.
const isOtherPage = ({ name }) => /(Order|Member|Earning|Ladder)Page-/.test(name);
const isLanguage = ({ name }) => /words-/.test(name);
const [language] = files.filter(isLanguage);
const first = files.filter((file) => file === language || !(isOtherPage(file) || isLanguage(file)));

const total = first.reduce((sum, { kb }) => sum + kb, 0);
for (const { name, kb } of first.filter(({ kb }) => kb >= 1)) {
  console.log(`${kb.toFixed(1).padStart(7)} kB  ${name}`);
}
console.log(`${total.toFixed(1).padStart(7)} kB  first load, of ${budgetKb}`);
if (total > budgetKb) {
  console.error("the first load is above its budget");
  process.exit(1);
}
