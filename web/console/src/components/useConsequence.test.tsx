import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { show } from "../test/show";
import { useConsequence } from "./useConsequence";

function Withdraw({ onConfirm }: { onConfirm: () => Promise<unknown> }) {
  const ask = useConsequence();
  const deed = {
    title: "Withdraw the key “Till 3”?",
    consequence: "The till can sell no more until it gets another.",
    verb: "Withdraw",
    destructive: true,
    onConfirm,
  };
  return (
    <button type="button" onClick={() => ask(deed)}>
      open
    </button>
  );
}

test("a deed names its consequence, and the safe answer has the focus", async () => {
  const onConfirm = vi.fn(async () => undefined);
  await show(<Withdraw onConfirm={onConfirm} />);
  fireEvent.click(screen.getByRole("button", { name: "open" }));
  expect(await screen.findByText("The till can sell no more until it gets another.")).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Cancel"));
  expect(onConfirm).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Withdraw" }));
  await waitFor(() => expect(onConfirm).toHaveBeenCalledOnce());
});
