import { fireEvent, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "../../test/show";
import { FigureCard, type FigureCardProps } from "./FigureCard";

const sales: FigureCardProps = {
  name: "Sales",
  formula: "What was paid, less refunds",
  measure: { kind: "money", currency: "CNY" },
  value: 10_300,
  before: 10_000,
  lastYear: null,
};

test("a figure says how it moved by sign and word, and against when", async () => {
  await show(<FigureCard {...sales} />);
  const card = screen.getByRole("article", { name: "Sales" });
  expect(card.textContent).toContain("vs. before▲ up 3%");
  expect(card.textContent).toContain("vs. last yearno comparison");
  expect(card.querySelector("[data-tone=good]")).toBeTruthy();
});

test("what wants to fall is bad when it rises, and some figures are neither", async () => {
  await show(
    <>
      <FigureCard {...sales} name="Expired" wants="down" />
      <FigureCard {...sales} name="Liability" wants="neither" />
    </>,
  );
  const tone = (name: string) =>
    screen.getByRole("article", { name }).querySelector("[data-tone]")?.getAttribute("data-tone");
  expect(tone("Expired")).toBe("bad");
  expect(tone("Liability")).toBe("plain");
});

test("the formula is told to the keyboard, too", async () => {
  await show(<FigureCard {...sales} />);
  fireEvent.focus(screen.getByRole("button", { name: "How “Sales” is reckoned" }));
  expect((await screen.findByRole("tooltip")).textContent).toBe("What was paid, less refunds");
});

test("a rate of nothing is not zero", async () => {
  await show(<FigureCard {...sales} measure={{ kind: "share" }} value={null} />);
  expect(screen.getByText("Not available")).toBeTruthy();
  expect(screen.queryByText(/0%/)).toBeNull();
});
