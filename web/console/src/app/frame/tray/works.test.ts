import { expect, test } from "vitest";
import { endings, ordered, shareOf, type Work } from "./works";

const now = Date.parse("2026-09-12T12:00:00Z");
const work = (key: string, more: Partial<Work>): Work => ({
  key,
  name: key,
  state: "done",
  says: undefined,
  share: undefined,
  at: "2026-09-12T10:00:00Z",
  endedAt: "2026-09-12T11:00:00Z",
  href: "/intake",
  ...more,
});

test("what goes on stands first, what ended more than a day ago is gone", () => {
  const works = [
    work("old", { endedAt: "2026-09-11T11:59:00Z" }),
    work("earlier", { at: "2026-09-12T08:00:00Z" }),
    work("later", {}),
    work("going", { state: "running", at: "2026-09-10T08:00:00Z", endedAt: undefined }),
  ];
  expect(ordered(works, now).map(({ key }) => key)).toEqual(["going", "later", "earlier"]);
});

test("an end is told once, and only of what was seen going on", () => {
  const going = work("a", { state: "running", endedAt: undefined });
  const ended = work("a", { state: "failed" });
  expect(endings([going], [ended, work("b", {})])).toEqual([ended]);
  expect(endings([ended], [ended])).toEqual([]);
});

test("a share needs a whole and never passes it", () => {
  expect(shareOf(5, 0)).toBeUndefined();
  expect(shareOf(12, 10)).toBe(1);
});
