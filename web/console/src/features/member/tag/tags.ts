import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { useCan } from "../../../lib/permissions";

export type MemberTag = Schemas["MemberTag"];
export type HeldTag = Schemas["HeldTag"];
export type TagGroup = Schemas["MemberTagGroup"];
export type SavedTag = Schemas["SavedTag"];
export type SavedTagGroup = Schemas["SavedTagGroup"];
export type Tagging = Schemas["Tagging"];
export type TaggingMany = Schemas["TaggingMany"];
export type TaggedMany = Schemas["TaggedMany"];

/** The colours of the palette that a tag may have. */
export const tagColours = [
  "default",
  "red",
  "orange",
  "gold",
  "green",
  "cyan",
  "blue",
  "purple",
  "magenta",
] as const;

/** What staff may say of members by hand, and how it is grouped. */
export const tagsQuery = queryOptions({
  queryKey: ["member", "tags"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/member-tags", { signal })),
});

/** The tags that there are, for who may see members; none until they are known. */
export function useTags(): readonly MemberTag[] {
  const can = useCan();
  return useQuery({ ...tagsQuery, enabled: can("member:read") }).data?.tags ?? [];
}

export function saveTag(code: string, body: SavedTag) {
  return answer(api.PUT("/api/v1/member-tags/{code}", { params: { path: { code } }, body }));
}

export function saveTagGroup(code: string, body: SavedTagGroup) {
  return answer(api.PUT("/api/v1/member-tag-groups/{code}", { params: { path: { code } }, body }));
}

/** The tags of a member, and who put and took them. */
export function tagsOfQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", "tagged", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/members/{id}/tags", { params: { path: { id } }, signal }));
    },
  });
}

export function tagMember(id: Id, body: Tagging) {
  return answer(api.POST("/api/v1/members/{id}/tags", { params: { path: { id } }, body }));
}

export function tagMany(body: TaggingMany): Promise<TaggedMany> {
  return answer(api.POST("/api/v1/members/tags", { body }));
}

export function undoTagging(batch: Id) {
  return answer(api.POST("/api/v1/members/tags/{batch}/undo", { params: { path: { batch } } }));
}
