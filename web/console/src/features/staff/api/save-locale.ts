import { answer } from "@habitue/kit/api/client";
import type { Language } from "@habitue/kit/format/language";
import { api } from "../../../lib/api";

/** Keeps a person's language with the account, for the next browser. */
export async function saveLocale(locale: Language): Promise<void> {
  await answer(api.PUT("/api/v1/session/locale", { body: { locale } }));
}
