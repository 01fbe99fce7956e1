import { describe, expect, it } from "vitest";
import { wordsOf, written } from "./words";

describe("words of an earlier system", () => {
  it("are pairs, one in each line, with any sign between them", () => {
    expect(wordsOf("黄金会员=gold\n VIP ＝ 银卡 \nM1\tdiamond\nA→b")).toEqual({
      黄金会员: "gold",
      VIP: "银卡",
      M1: "diamond",
      A: "b",
    });
  });
  it("leave out lines that say nothing, and take the last of a word", () => {
    expect(wordsOf("\n=\nx=\n=y\nnothing\na=b\na=c")).toEqual({ a: "c" });
  });
  it("are written as they are read", () => {
    const words = { 黄金会员: "gold", "10元券": "C10" };
    expect(wordsOf(written(words))).toEqual(words);
    expect(written(undefined)).toBe("");
  });
});
