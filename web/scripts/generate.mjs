// Writes kit/src/api/schema.d.ts from the program's OpenAPI document, with our
// brands in place of bare strings and numbers.
//
//   npm run generate          write it
//   npm run generate:check    fail when the committed file is not what it would write
//
// HABITUE_OPENAPI names another document than ../api/openapi.json.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const here = path.dirname(fileURLToPath(import.meta.url));
const source = process.env.HABITUE_OPENAPI ?? path.join(here, "../../api/openapi.json");
const target = path.join(here, "../kit/src/api/schema.d.ts");

// The formats by which the document says what a string or an integer means.
const brands = { id: "Id", minor: "Minor", points: "Points" };

const schema = JSON.parse(readFileSync(source, "utf8"));
const ast = await openapiTS(pathToFileURL(source), {
  alphabetize: true,
  transform: branded,
});
const header = [
  `// Generated from the OpenAPI document of ${schema.info.title} by scripts/generate.mjs; do not edit.`,
  'import type { Id, Minor, Points } from "../brand";',
  "",
].join("\n");
const text = `${header}\n${astToString(ast)}`;

if (process.argv.includes("--check")) {
  const committed = readFileSync(target, "utf8");
  if (committed !== text) {
    console.error(
      "kit/src/api/schema.d.ts is not what the OpenAPI document says: npm run generate",
    );
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}

function branded(node) {
  const brand = brands[node.format];
  if (!brand) return undefined;
  const reference = ts.factory.createTypeReferenceNode(brand);
  if (![node.type].flat().includes("null")) return reference;
  const nothing = ts.factory.createLiteralTypeNode(ts.factory.createNull());
  return ts.factory.createUnionTypeNode([reference, nothing]);
}
