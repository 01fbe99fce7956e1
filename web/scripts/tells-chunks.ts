import { writeFileSync } from "node:fs";
import type { Plugin } from "vite";

/**
 * Writes which file fetches which, for scripts/size.mjs; beside dist, because
 * the program takes the whole of dist along.
 */
export function tellsChunks(target: URL): Plugin {
  return {
    name: "habitue-chunks",
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((file) => {
        if (file.type !== "chunk") return [];
        const { fileName, isEntry, imports, dynamicImports } = file;
        const css = [...(file.viteMetadata?.importedCss ?? [])];
        const modules = Object.keys(file.modules);
        return [{ fileName, isEntry, imports, dynamicImports, css, modules }];
      });
      writeFileSync(target, JSON.stringify(chunks));
    },
  };
}
