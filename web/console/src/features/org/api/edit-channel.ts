import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { Channel } from "./list-channels";

export function editChannel(id: Id, body: Schemas["ChannelChange"]): Promise<Channel> {
  return answer(api.PUT("/api/v1/org/channels/{id}", { params: { path: { id } }, body }));
}
