import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { Channel } from "./list-channels";

export function createChannel(body: Schemas["NewChannel"]): Promise<Channel> {
  return answer(api.POST("/api/v1/org/channels", { body }));
}
