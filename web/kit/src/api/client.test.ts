import { expect, test, vi } from "vitest";
import { answer, createApi } from "./client";
import { asProblem, Problem } from "./problem";

const problemJson = (status: number, body: object, headers: Record<string, string> = {}) => {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
};

function apiThatAnswers(response: () => Response | Promise<Response>) {
  const asked: Request[] = [];
  const onSignedOut = vi.fn();
  const api = createApi({
    baseUrl: "http://shop.test",
    language: () => "en",
    onSignedOut,
    fetch: async (request) => {
      asked.push(request);
      return response();
    },
  });
  return { api, asked, onSignedOut };
}

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  return promise.then(
    () => expect.fail("the request was answered"),
    (thrown) => thrown as Problem,
  );
}

test("every request asks in the reader's language", async () => {
  const { api, asked } = apiThatAnswers(() => Response.json({ name: "Shop" }));
  const settings = await answer(api.GET("/api/v1/org/settings"));
  expect(settings.name).toBe("Shop");
  expect(asked[0]?.headers.get("Accept-Language")).toBe("en");
});

test("a refusal becomes a problem with its code, sentences and fields", async () => {
  const fields = [{ path: "reason", code: "http.too_short", message: "Too short." }];
  const { api } = apiThatAnswers(() => {
    return problemJson(422, {
      code: "http.invalid",
      title: "Invalid",
      detail: "No.",
      errors: fields,
    });
  });
  const problem = await problemOf(answer(api.GET("/api/v1/org/settings")));
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ status: 422, kind: "invalid", code: "http.invalid", fields });
  expect(problem.detail).toBe("No.");
});

test.each([
  [401, "signed-out"],
  [403, "denied"],
  [404, "missing"],
  [409, "conflict"],
  [413, "invalid"],
  [422, "invalid"],
  [429, "busy"],
  [500, "internal"],
  [503, "busy"],
])("status %i is a problem of kind %s", (status, kind) => {
  expect(new Problem({ status }).kind).toBe(kind);
});

test("a wait that the server asked for is kept in seconds", async () => {
  const { api } = apiThatAnswers(() => problemJson(503, {}, { "Retry-After": "4" }));
  const problem = await problemOf(answer(api.GET("/api/v1/org/settings")));
  expect(problem.retryAfterSeconds).toBe(4);
});

test("no connection is a problem of its own, and not our fault", async () => {
  const { api } = apiThatAnswers(() => Promise.reject(new TypeError("Failed to fetch")));
  const problem = await problemOf(answer(api.GET("/api/v1/org/settings")));
  expect(problem.kind).toBe("unreachable");
});

test("an error page that is no problem+json still becomes a problem", async () => {
  const { api } = apiThatAnswers(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  const problem = await problemOf(answer(api.GET("/api/v1/org/settings")));
  expect(problem).toMatchObject({ kind: "busy", code: "", detail: "" });
});

test("an abandoned request stays what it is", async () => {
  const { api } = apiThatAnswers(() => Promise.reject(new DOMException("", "AbortError")));
  const thrown = await problemOf(answer(api.GET("/api/v1/org/settings")));
  expect(thrown).toBeInstanceOf(DOMException);
});

test("a 401 tells that the session is over, except where it only means a wrong password", async () => {
  const { api, onSignedOut } = apiThatAnswers(() => problemJson(401, { code: "x" }));
  await problemOf(answer(api.GET("/api/v1/session")));
  const body = { email: "li@example.com", password: "wrong" };
  await problemOf(answer(api.POST("/api/v1/session", { body })));
  expect(onSignedOut).not.toHaveBeenCalled();
  await problemOf(answer(api.GET("/api/v1/org/settings")));
  expect(onSignedOut).toHaveBeenCalledOnce();
});

test("a fault of our own code is not taken for one of the network", () => {
  expect(asProblem(new Error("undefined is not a function")).kind).toBe("internal");
});
