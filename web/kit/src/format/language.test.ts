import { expect, test } from "vitest";
import { chooseLanguage } from "./language";

test("the first wish that we speak is granted", () => {
  expect(chooseLanguage([null, "fr-FR", "en-GB", "zh-CN"])).toBe("en");
  expect(chooseLanguage(["zh-Hans-SG", "en"])).toBe("zh-CN");
});

test("a reader whose languages we do not speak reads Chinese", () => {
  expect(chooseLanguage(["fr", undefined])).toBe("zh-CN");
  expect(chooseLanguage([])).toBe("zh-CN");
});
