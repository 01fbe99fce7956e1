import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

export type PasswordChange = Schemas["PasswordChange"];

export async function changePassword(change: PasswordChange): Promise<void> {
  await answer(api.POST("/api/v1/session/password", { body: change }));
}
