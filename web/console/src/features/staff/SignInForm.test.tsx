import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { show } from "../../test/show";
import { SignInForm } from "./SignInForm";

const session = { staff: { name: "Li" }, permissions: [] };

/** Lets the program answer the sign-in, and keeps what it was sent. */
function programAnswers(answer: () => Response): unknown[] {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(await request.json());
    return answer();
  });
  return sent;
}

async function fillIn(email: string, password: string) {
  const onSignedIn = vi.fn(async () => undefined);
  await show(<SignInForm onSignedIn={onSignedIn} />);
  fireEvent.change(screen.getByLabelText("E-mail"), { target: { value: email } });
  fireEvent.change(screen.getByLabelText("Password"), { target: { value: password } });
  fireEvent.click(screen.getByRole("button", { name: "Sign in" }));
  return onSignedIn;
}

test("who is recognised goes on, with the e-mail trimmed and the password as typed", async () => {
  const sent = programAnswers(() => Response.json(session));
  const onSignedIn = await fillIn(" li@example.com ", " secret ");
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(session));
  expect(sent).toEqual([{ email: "li@example.com", password: " secret " }]);
});

test("what is missing is said beside the field, and nothing is sent", async () => {
  const sent = programAnswers(() => Response.json(session));
  await fillIn("", "");
  expect(await screen.findByText("Enter your e-mail")).toBeTruthy();
  expect(await screen.findByText("Enter your password")).toBeTruthy();
  expect(sent).toEqual([]);
});

test("a wrong password is told in the server's words and is there to be retyped", async () => {
  programAnswers(() => Response.json({ detail: "The password is wrong." }, { status: 401 }));
  await fillIn("li@example.com", "secret");
  expect((await screen.findByRole("alert")).textContent).toMatch(/The password is wrong\./);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Password")));
});

test("an account that is locked says for how long, and another one need not wait for it", async () => {
  programAnswers(() => {
    const locked = { status: 429, headers: { "Retry-After": "90" } };
    return Response.json({ detail: "The account is locked." }, locked);
  });
  await fillIn("li@example.com", "secret");
  expect((await screen.findByRole("alert")).textContent).toMatch(/The account is locked\./);
  const button = screen.getByRole("button", { name: /Wait 1:30/ });
  expect(button).toHaveProperty("disabled", true);
  fireEvent.change(screen.getByLabelText("E-mail"), { target: { value: "wang@example.com" } });
  await waitFor(() => expect(button).toHaveProperty("disabled", false));
});
