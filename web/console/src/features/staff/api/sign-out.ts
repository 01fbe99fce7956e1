import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

export async function signOut(): Promise<void> {
  await answer(api.DELETE("/api/v1/session"));
}
