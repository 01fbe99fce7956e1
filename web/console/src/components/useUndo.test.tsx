import { Problem } from "@habitue/kit/api/problem";
import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { show } from "../test/show";
import { useUndo } from "./useUndo";

function Labels({ undo }: { undo: () => Promise<unknown> }) {
  const tell = useUndo();
  return (
    <button type="button" onClick={() => tell({ text: "3 members were labelled", undo })}>
      label
    </button>
  );
}

test("what was done is told, and can be taken back once", async () => {
  const undo = vi.fn(async () => undefined);
  await show(<Labels undo={undo} />);
  fireEvent.click(screen.getByRole("button", { name: "label" }));
  expect(await screen.findByText(/3 members were labelled/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledOnce();
});

test("what could not be taken back says why", async () => {
  const undo = async () => {
    throw new Problem({ status: 409, detail: "The labels were used meanwhile." });
  };
  await show(<Labels undo={undo} />);
  fireEvent.click(screen.getByRole("button", { name: "label" }));
  fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("The labels were used meanwhile.")).toBeTruthy();
});
