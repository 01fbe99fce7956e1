import { act, render, screen } from "@testing-library/react";
import { I18nextProvider } from "react-i18next";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Problem } from "../api/problem";
import { createI18n } from "../i18n/setup";
import en from "../locales/en.json";
import { ProblemView } from "./ProblemView";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function show(problem: Problem, onRetry = vi.fn()) {
  const i18n = await createI18n("en", async () => ({ kit: en }));
  render(
    <I18nextProvider i18n={i18n}>
      <ProblemView thrown={problem} onRetry={onRetry} />
    </I18nextProvider>,
  );
  return onRetry;
}

test("what is busy may be tried again once the asked-for wait is over", async () => {
  const onRetry = await show(new Problem({ status: 503, retryAfterSeconds: 2 }));
  const button = screen.getByRole("button");
  expect(button).toHaveProperty("disabled", true);
  expect(button.textContent).toBe("Try again in 2 s");
  act(() => void vi.advanceTimersByTime(1_000));
  act(() => void vi.advanceTimersByTime(1_000));
  expect(button).toHaveProperty("disabled", false);
  button.click();
  expect(onRetry).toHaveBeenCalledOnce();
});

test("what is denied says who can grant it and offers no retry", async () => {
  await show(new Problem({ status: 403, code: "staff.may_not" }));
  expect(screen.getByRole("alert").textContent).toMatch(/ask an administrator/);
  expect(screen.getByRole("alert").textContent).toMatch(/staff\.may_not/);
  expect(screen.queryByRole("button")).toBeNull();
});

test("the server's own sentence is shown where it knows more than we do", async () => {
  await show(new Problem({ status: 404, detail: "There is no such member." }));
  expect(screen.getByRole("alert").textContent).toMatch(/There is no such member\./);
});
