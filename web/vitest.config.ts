import { defineConfig } from "vitest/config";

// A document costs more to start than most tests to run: only components get
// one. Tests keep nothing behind that another could trip over, so that files
// may share a worker, and with it what they import.
const shared = { isolate: false, restoreMocks: true, unstubGlobals: true, testTimeout: 60_000 };

export default defineConfig({
  test: {
    pool: "threads",
    projects: [
      {
        test: {
          ...shared,
          name: "logic",
          environment: "node",
          include: ["{kit,console,member}/src/**/*.test.ts"],
        },
      },
      {
        test: {
          ...shared,
          name: "components",
          environment: "happy-dom",
          include: ["{kit,console,member}/src/**/*.test.tsx"],
          setupFiles: ["./vitest.setup.ts"],
          css: false,
        },
      },
    ],
  },
});
