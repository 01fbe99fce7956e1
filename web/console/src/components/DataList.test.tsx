import { Problem } from "@habitue/kit/api/problem";
import { useInfiniteQuery } from "@tanstack/react-query";
import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { byCursor, type Page } from "../lib/page";
import { show } from "../test/show";
import { DataList } from "./DataList";

interface Row {
  readonly id: string;
}

type Fetch = (cursor: string | undefined) => Promise<Page<Row>>;

function List({ fetch, onOpen }: { fetch: Fetch; onOpen?: (row: Row) => void }) {
  const query = useInfiniteQuery({
    queryKey: ["rows"],
    queryFn: ({ pageParam }) => fetch(pageParam),
    ...byCursor,
  });
  const columns = [{ key: "id", title: "Id", render: (_: unknown, row: Row) => `row ${row.id}` }];
  return (
    <DataList
      query={query}
      columns={columns}
      label="Rows"
      empty={<p>nothing yet</p>}
      {...(onOpen && { onOpen })}
    />
  );
}

const page = (ids: string[], next_cursor: string | null = null): Page<Row> => ({
  items: ids.map((id) => ({ id })),
  next_cursor,
});

test("while rows are awaited their table already stands, marked as busy", async () => {
  await show(<List fetch={() => new Promise(() => undefined)} />);
  expect(screen.getByRole("status").getAttribute("aria-busy")).toBe("true");
  expect(screen.getByText("Id")).toBeTruthy();
});

test("an empty list says so in the page's own words", async () => {
  await show(<List fetch={async () => page([])} />);
  expect(await screen.findByText("nothing yet")).toBeTruthy();
});

test("a list that did not come says why and can be asked for again", async () => {
  const fetch = vi.fn<Fetch>();
  fetch.mockRejectedValueOnce(new Problem({ status: 503, detail: "Being upgraded." }));
  fetch.mockResolvedValueOnce(page(["1"]));
  await show(<List fetch={fetch} />);
  expect((await screen.findByRole("alert")).textContent).toMatch(/Being upgraded\./);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("row 1")).toBeTruthy();
});

test("more rows come behind those that are there, until all are shown", async () => {
  const fetch = vi.fn<Fetch>(async (cursor) => (cursor ? page(["3"]) : page(["1", "2"], "next")));
  await show(<List fetch={fetch} />);
  expect(await screen.findByText("2 rows shown")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Load more" }));
  expect(await screen.findByText("All shown: 3 rows")).toBeTruthy();
  expect(fetch).toHaveBeenLastCalledWith("next");
  expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
});

test("when more does not come, what is there stays", async () => {
  const fetch = vi.fn<Fetch>(async (cursor) => {
    if (cursor) throw new Problem({ status: 500 });
    return page(["1"], "next");
  });
  await show(<List fetch={fetch} />);
  fireEvent.click(await screen.findByRole("button", { name: "Load more" }));
  expect(await screen.findByText("Loading further rows failed.")).toBeTruthy();
  expect(screen.getByText("row 1")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

test("a click on a row opens it", async () => {
  const onOpen = vi.fn();
  await show(<List fetch={async () => page(["1"])} onOpen={onOpen} />);
  fireEvent.click(await screen.findByText("row 1"));
  expect(onOpen).toHaveBeenCalledWith({ id: "1" });
});
