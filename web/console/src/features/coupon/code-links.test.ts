import { expect, test } from "vitest";
import { codeLinks } from "./code-links";

test("codes that are claimed are not printed again", () => {
  const file =
    "\ufeffcode,claimed_at,link\r\n" +
    "AAAA-BBBB-CCCC,,https://x.example/m/claim#code=AAAA-BBBB-CCCC\r\n" +
    "DDDD-EEEE-FFFF,2026-11-01T00:00:00Z,https://x.example/m/claim#code=DDDD-EEEE-FFFF\r\n";
  expect(codeLinks(file)).toEqual([
    { code: "AAAA-BBBB-CCCC", link: "https://x.example/m/claim#code=AAAA-BBBB-CCCC" },
  ]);
});
