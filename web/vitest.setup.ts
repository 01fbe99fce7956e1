import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// How long to look for what must appear: a test decides by what it finds, never
// by how fast the machine is.
configure({ asyncUtilTimeout: 30_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
