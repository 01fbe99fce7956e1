import { expect, test } from "vitest";
import { fileName } from "./save-file";

test("a title of any language becomes the name of a file", () => {
  expect(fileName("销售额：按门店/渠道?", "csv")).toBe("销售额：按门店 渠道.csv");
  expect(fileName("../../etc", "png")).toBe(".. .. etc.png");
  expect(fileName("///", "png")).toBe("habitue.png");
});
