import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { show } from "../../test/show";
import type { ChartSource } from "./Chart";
import { LineChart } from "./LineChart";

// What ECharts draws is looked at in the screenshots; here it only must be told.
vi.mock("./load", () => ({ loadEngine: () => new Promise(() => undefined) }));

const source = (known: Partial<ChartSource> = {}): ChartSource => ({
  isPending: false,
  error: null,
  refetch: vi.fn(),
  dataUpdatedAt: Date.parse("2026-01-01T00:00:00Z"),
  ...known,
});
const data = {
  categories: [
    { key: "2026-09-01", name: "Sep 1" },
    { key: "2026-09-02", name: "Sep 2" },
  ],
  series: [{ key: "new", name: "New members", values: [1234, null] }],
  measure: { kind: "count", unit: "members" },
  axis: "Day",
} as const;
const title = "How many joined?";
const drawn = /^How many joined/;

let saved: { name: string; content: Blob } | undefined;
beforeEach(() => {
  vi.spyOn(URL, "createObjectURL").mockImplementation((content) => {
    saved = { name: "", content: content as Blob };
    return "blob:x";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    if (saved) saved.name = this.download;
  });
});
afterEach(() => {
  saved = undefined;
});

test("the frame keeps its height in every state, so that nothing jumps", async () => {
  await show(<LineChart title={title} data={undefined} source={source({ isPending: true })} />);
  const waiting = screen.getByRole("status", { name: "Loading chart" });
  expect(waiting.parentElement?.style.height).toBe("280px");
  expect(waiting.parentElement?.getAttribute("aria-busy")).toBe("true");
});

test("a chart says in words what it shows", async () => {
  await show(<LineChart title={title} data={data} source={source()} />);
  expect(screen.getByRole("img", { name: drawn }).getAttribute("aria-label")).toBe(
    "How many joined? — highest: Sep 1, 1,234 members; lowest: Sep 1, 1,234 members. The table has all figures.",
  );
});

test("no figures are said, not drawn as zero", async () => {
  const none = { ...data, series: [{ key: "new", name: "New", values: [null, null] }] };
  await show(<LineChart title={title} data={none} source={source()} />);
  expect(screen.getByText("No data in this range")).toBeTruthy();
  expect(screen.queryByRole("img", { name: drawn })).toBeNull();
});

test("the table has the same figures, and its rows open what a click would", async () => {
  const onPick = vi.fn();
  await show(<LineChart title={title} data={data} source={source()} onPick={onPick} />);
  await userEvent.click(screen.getByRole("button", { name: `View as table: ${title}` }));
  const table = screen.getByRole("table");
  expect(within(table).getByRole("columnheader", { name: "New members (members)" })).toBeTruthy();
  expect(within(table).getByText("1,234")).toBeTruthy();
  expect(within(table).getByText("no data")).toBeTruthy();
  await userEvent.click(within(table).getByRole("button", { name: "Sep 2" }));
  expect(onPick).toHaveBeenCalledWith("2026-09-02");
});

test("the figures are saved as a file under the chart's title", async () => {
  await show(<LineChart title={title} data={data} source={source()} />);
  fireEvent.click(screen.getByRole("button", { name: `Download: ${title}` }));
  fireEvent.click(await screen.findByText("Download data (CSV)"));
  expect(saved?.name).toBe("How many joined.csv");
  expect(await saved?.content.text()).toContain("Sep 1,1234");
});

test("what could not be fetched is said and may be tried again", async () => {
  const failed = source({ error: new TypeError("offline") });
  await show(<LineChart title={title} data={undefined} source={failed} />);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(failed.refetch).toHaveBeenCalledOnce();
});

test("a refresh that failed keeps the figures and says how old they are", async () => {
  const failed = source({ error: new TypeError("offline") });
  await show(<LineChart title={title} data={data} source={failed} />);
  expect(screen.getByRole("img", { name: drawn })).toBeTruthy();
  expect(screen.getByText(/Refreshing failed; these are the figures of/)).toBeTruthy();
});
