import { expect, test } from "vitest";
import { sources } from "./sources";

/** Who imports whom, as paths from the root of the workspace. */
const imports = sources().flatMap(({ name, text }) => {
  const specifiers = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(
    ([, path]) => path ?? "",
  );
  return specifiers.map((specifier) => ({ from: name, to: resolve(name, specifier) }));
});

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("@habitue/kit/")) return specifier.replace("@habitue/", "");
  if (!specifier.startsWith(".")) return specifier;
  return new URL(specifier, `http://x/${from}`).pathname.slice(1);
}

const within = (folder: string) => (path: string) => path.startsWith(folder);
const isConsole = within("console/");
const isFeature = within("console/src/features/");
const featureOf = (path: string) => path.split("/")[3];
const shown = ({ from, to }: (typeof imports)[number]) => `${from} imports ${to}`;

test("the kit knows no face", () => {
  const wrong = imports.filter(({ from, to }) => from.startsWith("kit/") && isConsole(to));
  expect(wrong.map(shown)).toEqual([]);
});

test("features meet only in routes", () => {
  const wrong = imports.filter(({ from, to }) => {
    return isFeature(from) && isFeature(to) && featureOf(from) !== featureOf(to);
  });
  expect(wrong.map(shown)).toEqual([]);
});

test("what is below knows nothing of what is above: lib, components, features, app", () => {
  const layers = ["lib", "components", "features", "app"];
  const layerOf = (path: string) => {
    return layers.findIndex((layer) => path.startsWith(`console/src/${layer}/`));
  };
  const wrong = imports.filter(({ from, to }) => layerOf(from) >= 0 && layerOf(to) > layerOf(from));
  expect(wrong.map(shown)).toEqual([]);
});

test("requests are made in api folders only, one file for each", () => {
  const wrong = imports.filter(({ from, to }) => {
    return (
      to === "console/src/lib/api" &&
      !from.includes("/api/") &&
      from !== "console/src/app/Console.tsx"
    );
  });
  expect(wrong.map(shown)).toEqual([]);
});

test("no file grows beyond what one wants to read", () => {
  const long = sources().filter(({ name, text }) => {
    return !name.endsWith("schema.d.ts") && text.split("\n").length > 200;
  });
  expect(long.map(({ name }) => name)).toEqual([]);
});
