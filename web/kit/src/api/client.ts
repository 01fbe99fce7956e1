import createFetchClient, { type Client, type Middleware } from "openapi-fetch";
import type { Restored } from "../brand";
import { asProblem, problemFrom } from "./problem";
import type { paths } from "./schema";

export type Api = Client<paths>;

export interface ApiOptions {
  /** The reader's language, asked at every request: it changes while we run. */
  readonly language: () => string;
  /** Told when the server no longer knows our session. */
  readonly onSignedOut: () => void;
  /** Where signing in happens: a 401 there is a plain "nobody" or "wrong password". */
  readonly sessionAddress?: string;
  readonly baseUrl?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** createApi makes the typed client that a face uses for every request. */
export function createApi(options: ApiOptions): Api {
  const client = createFetchClient<paths>({
    baseUrl: options.baseUrl ?? globalThis.location.origin,
    credentials: "same-origin",
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
  });
  client.use(speaks(options.language), noticesSignOut(options.onSignedOut, options.sessionAddress));
  return client;
}

/** Reasons, rule sentences and refusals are worded by the server for this reader. */
function speaks(language: () => string): Middleware {
  return {
    onRequest({ request }) {
      request.headers.set("Accept-Language", language());
      return request;
    },
  };
}

function noticesSignOut(onSignedOut: () => void, sessionAddress = "/api/v1/session"): Middleware {
  return {
    onResponse({ response, schemaPath }) {
      if (response.status === 401 && !schemaPath.startsWith(sessionAddress)) onSignedOut();
    },
  };
}

interface Outcome<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** answer waits for a request and gives its data, or throws a Problem. */
export async function answer<Data>(request: Promise<Outcome<Data>>): Promise<Restored<Data>> {
  let outcome: Outcome<Data>;
  try {
    outcome = await request;
  } catch (thrown) {
    throw asAborted(thrown) ?? asProblem(thrown);
  }
  if (!outcome.response.ok) throw problemFrom(outcome.response, outcome.error);
  return outcome.data as Restored<Data>;
}

/** An abandoned request is not a problem to show; the query library expects it as it is. */
function asAborted(thrown: unknown): DOMException | null {
  return thrown instanceof DOMException && thrown.name === "AbortError" ? thrown : null;
}
