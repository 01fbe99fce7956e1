import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The program that answers /api while the console is being worked on. */
const server = process.env.HABITUE_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    // Emptied before each build; public/.keep puts back the one committed file
    // of dist, without which the Go build has nothing to embed.
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500, // scripts/size.mjs is the judge, by what travels
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "antd",
              test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+)[\\/]/,
            },
            {
              name: "react",
              test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack)[\\/]/,
            },
            // Without this, each small module that two pages share becomes a file to ask for.
            { name: "shared", test: /(kit|console)[\\/]src[\\/]/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": server },
  },
});
