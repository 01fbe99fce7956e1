import { expect, test, vi } from "vitest";
import { renewing } from "./client";

const address = (path: string) => new URL(path, location.origin).href;

/** A server whose session is over until it is renewed. */
function server(renews: boolean) {
  let fresh = false;
  return vi.fn(async (request: Request) => {
    if (request.url.endsWith("/session/renew")) {
      fresh = renews;
      return new Response(null, { status: renews ? 200 : 401 });
    }
    return new Response(fresh ? await request.text() : null, { status: fresh ? 200 : 401 });
  });
}

test("several requests at once renew the session once, and are asked again with what they said", async () => {
  const ask = server(true);
  const send = renewing(ask);
  const answers = await Promise.all(
    ["a", "b", "c"].map((body) =>
      send(new Request(address("/api/v1/me/coupons/claims"), { method: "POST", body })),
    ),
  );
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["a", "b", "c"]);
  expect(ask.mock.calls.filter(([{ url }]) => url.endsWith("/renew"))).toHaveLength(1);
});

test("who cannot renew is told so once", async () => {
  const ask = server(false);
  const answer = await renewing(ask)(new Request(address("/api/v1/me")));
  expect(answer.status).toBe(401);
  expect(ask).toHaveBeenCalledTimes(2);
});

test("a wrong code is an answer, and renews nothing", async () => {
  const ask = server(true);
  await renewing(ask)(new Request(address("/api/v1/me/session"), { method: "POST", body: "{}" }));
  expect(ask).toHaveBeenCalledTimes(1);
});

test("signing out is asked again with a new session", async () => {
  const ask = server(true);
  const answer = await renewing(ask)(
    new Request(address("/api/v1/me/session"), { method: "DELETE" }),
  );
  expect(answer.status).toBe(200);
});
