import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { show } from "../../test/show";
import { MoneyInput, RateInput, withoutTail } from "./Numbers";

test("only a fraction loses its zeros", () => {
  expect(["10.0000", "1.5000", "0.0000", "100", "0.0500"].map(withoutTail)).toEqual([
    "10",
    "1.5",
    "0",
    "100",
    "0.05",
  ]);
});

test("a rate is shown as a factor and kept in basis points", async () => {
  const onChange = vi.fn();
  await show(<RateInput label="Factor" value={100_000} onChange={onChange} />);
  const input = screen.getByLabelText("Factor");
  expect((input as HTMLInputElement).value).toBe("10");
  fireEvent.change(input, { target: { value: "2.25" } });
  expect(onChange).toHaveBeenLastCalledWith(22_500);
});

test("money is shown in the major unit and kept in the minor one", async () => {
  const onChange = vi.fn();
  await show(<MoneyInput label="Amount" exponent={2} value={5_010} onChange={onChange} />);
  const input = screen.getByLabelText("Amount");
  expect((input as HTMLInputElement).value).toBe("50.10");
  fireEvent.change(input, { target: { value: "19.99" } });
  expect(onChange).toHaveBeenLastCalledWith(1_999);
});
