import type { Schemas } from "@habitue/kit/api/types";
import { device } from "./key";

type Asked = Schemas["PasskeyAsked"];
type Shown = Schemas["PasskeyShown"];
type Made = Schemas["PasskeyMade"];

/** knowsPasskeys says whether the browser can do anything with them. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "credentials" in navigator;
}

/** offersPasskeys says whether the browser proposes them in a field, unasked. */
export async function offersPasskeys(): Promise<boolean> {
  if (!knowsPasskeys() || !PublicKeyCredential.isConditionalMediationAvailable) return false;
  return PublicKeyCredential.isConditionalMediationAvailable();
}

interface SignOptions {
  readonly signal: AbortSignal;
  /** Whether it is proposed in a field, or asked for at once. */
  readonly unasked?: boolean;
}

/** signWithPasskey lets the person choose a key and sign. */
export async function signWithPasskey(
  asked: Asked,
  { signal, unasked = false }: SignOptions,
): Promise<Shown> {
  const credential = await navigator.credentials.get({
    signal,
    ...(unasked && { mediation: "conditional" as const }),
    publicKey: {
      challenge: bytes(asked.challenge),
      rpId: asked.site,
      userVerification: "required",
      timeout: timeout(asked),
      allowCredentials: asked.known.map((id) => ({ type: "public-key", id: bytes(id) })),
    },
  });
  const key = ofPublicKey(credential);
  const said = key.response as AuthenticatorAssertionResponse;
  return {
    id: text(key.rawId),
    client_data: text(said.clientDataJSON),
    authenticator_data: text(said.authenticatorData),
    signature: text(said.signature),
    ...(said.userHandle && { handle: text(said.userHandle) }),
    device: device(),
  };
}

interface Account {
  /** Name of the shop. */
  readonly shop: string;
  /** What the person is called. */
  readonly person: string | null;
}

/** makePasskey has a key made for the member who is signed in. */
export async function makePasskey(
  asked: Asked,
  { shop, person }: Account,
): Promise<Omit<Made, "name">> {
  const account = asked.account ?? "";
  const handle = asked.handle ?? "";
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(asked.challenge),
      rp: { id: asked.site, name: shop },
      user: { id: bytes(handle), name: account, displayName: person ?? account },
      pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
      timeout: timeout(asked),
      excludeCredentials: asked.known.map((id) => ({ type: "public-key", id: bytes(id) })),
    },
  });
  const key = ofPublicKey(credential);
  const said = key.response as AuthenticatorAttestationResponse;
  return {
    id: text(key.rawId),
    client_data: text(said.clientDataJSON),
    attestation: text(said.attestationObject),
    handle,
    device: device(),
  };
}

/** gaveUp says whether the person, and not the server, ended it. */
export function gaveUp(thrown: unknown): boolean {
  return thrown instanceof DOMException && ["NotAllowedError", "AbortError"].includes(thrown.name);
}

/** isKnown says whether the device refused since it has a key of the person's already. */
export function isKnown(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === "InvalidStateError";
}

function ofPublicKey(credential: Credential | null): PublicKeyCredential {
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no key was given");
  return credential;
}

/** How long the browser waits: as long as the challenge is good. */
function timeout({ until }: Asked): number {
  return Math.max(1, Date.parse(until) - Date.now());
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
