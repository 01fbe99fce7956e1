import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { tellsChunks } from "../scripts/tells-chunks.ts";

/** The program that answers /api while the page is being worked on. */
const server = process.env.HABITUE_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/m/",
  plugins: [react(), tellsChunks(new URL(".chunks.json", import.meta.url))],
  build: {
    // Emptied before each build; public/.keep puts back the one committed file
    // of dist, without which the Go build has nothing to embed.
    emptyOutDir: true,
    // Webviews of telephones are some years old.
    target: ["es2020", "safari14", "chrome87"],
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { "/api": server },
  },
});
