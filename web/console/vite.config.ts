import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { tellsChunks } from "../scripts/tells-chunks.ts";

/** The program that answers /api while the console is being worked on. */
const server = process.env.HABITUE_SERVER ?? "http://127.0.0.1:8080";

const ofAntd = /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+)[\\/]/;
/** Doing nothing by being fetched, which their packages do not say. */
const ofParts = /node_modules[\\/]@rc-component[\\/]/;
const ofOurs = /(kit|console)[\\/]src[\\/]/;
/** From as many pages and parts on, something is fetched with the first of them. */
const many = 18;

export default defineConfig({
  plugins: [react(), leavesOutTrees(), tellsChunks(new URL(".chunks.json", import.meta.url))],
  build: {
    // Emptied before each build; public/.keep puts back the one committed file
    // of dist, without which the Go build has nothing to embed.
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500, // scripts/size.mjs is the judge, by what travels
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !ofParts.test(id) },
      output: {
        chunkFileNames: ({ name }) => `assets/${name.split("~")[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: "echarts", test: /node_modules[\\/](echarts|zrender)[\\/]/ },
            {
              name: "react",
              test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack)[\\/]/,
            },
            // What most pages use is one file; what few use is by who uses it, so that
            // the picker of a later page is no part of the first load.
            { name: "antd", test: ofAntd, minShareCount: many },
            { name: "antd", test: ofAntd, entriesAware: true },
            { name: "shared", test: ofOurs, minShareCount: many },
            { name: "shared", test: ofOurs, minShareCount: 2, entriesAware: true },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": server },
  },
});

/**
 * Ant Design's table can show its filters as a tree, which none of ours does:
 * a tenth of what each page fetched was for it.
 */
function leavesOutTrees(): Plugin {
  const nothing = "\0habitue-no-tree";
  return {
    name: "habitue-no-trees",
    enforce: "pre",
    resolveId: (source, importer) =>
      source.endsWith("/tree") && importer?.endsWith("useFilter/FilterDropdown.js")
        ? nothing
        : undefined,
    load: (id) => (id === nothing ? "export default () => null;" : undefined),
  };
}
