// Every page that the console has, found by itself: the addresses stand in the
// router, and where one names a thing (/members/$id), a link on another page
// leads to one. A page that cannot be reached by links fails the journey.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { memberWithPoints } from "./member.mjs";

const app = fileURLToPath(new URL("../console/src/app/", import.meta.url));
const router = readdirSync(app)
  .filter((name) => /^(router|.*-routes?)\.tsx?$/.test(name))
  .map((name) => readFileSync(app + name, "utf8"))
  .join("\n");

/**
 * Pages about a thing that the sample data has none of: what was asked for, what was brought in;
 * and one to which a button leads, of which a journey of its own takes care.
 */
const unlinked = [
  "/approvals/$id",
  "/checkouts/$id",
  "/coupons/$template",
  "/coupons/$template/edit",
  "/intake/files/$id",
  "/intake/runs/$id",
  "/ledger/assets/$asset/edit",
  "/payments/$id",
  "/prepaid/edit",
  "/privacy/policy/edit",
  "/promotions/floor/edit",
  "/promotions/$promotion/edit",
];

/** What else is to be seen at an address: tabs, filters, nothing found. */
const states = {
  "/catalog/articles": { none: "?q=nothing-is-called-so", unsold: "?sold=not_within_90" },
  "/checkouts": { none: "?number=nothing-has-this-number" },
  "/payments": { refunds: "?tab=refunds", reconcile: "?tab=reconcile", methods: "?tab=methods" },
  "/promotions": { none: "?q=nothing-is-called-so" },
  "/org/stores": { none: "?q=nothing-is-called-so" },
  "/members/posters": { report: "?tab=report", none: "?q=nothing-is-called-so" },
  "/members/quality": { queue: "?tab=queue", rules: "?tab=rules", dictionary: "?tab=dictionary" },
  "/members": { none: "?joined_from=2100-01-01" },
  "/ledger/books": {
    roll: "?tab=roll",
    liability: "?tab=liability",
    none: "?as_of=2001-01-01",
  },
  "/members/$id/statement": {
    recorded: "?clock=recorded",
    none: "?from=2001-01-01&until=2001-02-01",
  },
  "/ledger/postings": { none: "?by=number&number=nothing-has-this-number" },
  "/members/$id": {
    events: "?tab=events",
    prepaid: "?tab=prepaid",
    accounts: "?tab=accounts",
    entries: "?tab=entries",
    tier: "?tab=tier",
    merges: "?tab=merges",
    notes: "?tab=notes",
    identities: "?tab=identities",
    details: "?tab=details",
    consents: "?tab=consents",
    requests: "?tab=requests",
    accesses: "?tab=accesses",
    devices: "?tab=devices",
  },
  "/overview": { year: "?period=year", none: "?from=2001-01-01&until=2001-02-01" },
  "/overview/members": { joined: "?behind=joined" },
  "/system": {
    notices: "?tab=notices",
    jobs: "?tab=jobs",
    check: "?tab=check",
    replica: "?tab=replica",
    data: "?tab=data",
  },
};

/** The routes behind signing in, as the router writes them. */
export function routes() {
  const all = [...router.matchAll(/\bpath: "(\/[^"]*)"/g)].map(([, route]) => route);
  return all.filter((route) => !["/", "/sign-in", "/new-password"].includes(route));
}

/** settled waits until everything asked for has come, and nothing moves any more. */
export async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => !document.querySelector(".ant-skeleton, [aria-busy=true]"));
}

/**
 * everyPage finds an address for each route, signed in as whom the page is, and
 * gives back the pages to look at: a name, and an address.
 */
export async function everyPage(page, origin) {
  const found = new Map(
    routes()
      .filter(isPlain)
      .map((route) => [route, route]),
  );
  const visited = new Set();
  for (;;) {
    const next = [...found.values()].find((address) => !visited.has(address));
    if (!next) break;
    visited.add(next);
    await page.goto(origin + next);
    await settled(page);
    for (const [route, address] of await linked(page)) {
      if (!found.has(route)) found.set(route, address);
    }
  }
  const unreached = routes().filter((route) => !found.has(route) && !unlinked.includes(route));
  if (unreached.length > 0) throw new Error(`no page links to ${unreached.join(", ")}`);
  return [...found].flatMap(([route, address]) => [
    { name: nameOf(route), address },
    ...Object.entries(states[route] ?? {}).map(([state, search]) => {
      return { name: `${nameOf(route)}-${state}`, address: address.split("?")[0] + search };
    }),
  ]);
}

/** The routes with a thing's name in them that this page links to. */
async function linked(page) {
  const links = [];
  if (new URL(page.url()).pathname === "/members") {
    // A member of whom there is something to tell.
    links.push(await (await memberWithPoints(page)).getAttribute("href"));
  }
  for (const link of await page.locator("main a[href^='/']").all()) {
    links.push(await link.getAttribute("href"));
  }
  return routes()
    .filter((route) => !isPlain(route))
    .flatMap((route) => {
      const shape = new RegExp(`^${route.replace(/\$\w+/g, "[^/?]+")}(\\?|$)`);
      // A plain route of the same shape (/members/duplicates) is no thing's page.
      const address = links.find(
        (link) => shape.test(link) && !routes().includes(link.split("?")[0]),
      );
      return address ? [[route, address]] : [];
    });
}

function isPlain(route) {
  return !route.includes("$");
}

function nameOf(route) {
  return route.slice(1).replaceAll("/", "-").replaceAll("$", "one-");
}
