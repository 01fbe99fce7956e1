import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Note = Schemas["ServiceNote"];
export type NoteKind = Note["kind"];
export type SavedNote = Schemas["SavedNote"];

/** The kinds of notes, in the order in which they are offered. */
export const noteKinds = ["call", "visit", "complaint", "wish", "other"] as const;

/** Which notes are wanted: of a kind, of all, or those that were removed. */
export type NoteChoice = NoteKind | "all" | "removed";

/** What staff wrote about a member: what stands on top first, then the latest. */
export function notesQuery(id: Id, choice: NoteChoice) {
  return infiniteQueryOptions({
    queryKey: ["member", "notes", id, choice],
    queryFn: ({ pageParam: cursor, signal }) => {
      const kind = choice === "all" || choice === "removed" ? undefined : choice;
      const query = { cursor, limit: pageSize, kind, removed: choice === "removed" };
      return answer(
        api.GET("/api/v1/members/{id}/notes", { params: { path: { id }, query }, signal }),
      );
    },
    ...byCursor,
  });
}

/** What was done to a note, from its beginning. */
export function noteHistoryQuery(id: Id, note: Note) {
  return queryOptions({
    queryKey: ["member", "notes", id, "history", note.id, note.version],
    queryFn: ({ signal }) => {
      const params = { path: { id, note: note.id } };
      return answer(api.GET("/api/v1/members/{id}/notes/{note}/history", { params, signal }));
    },
  });
}

export function writeNote(id: Id, body: SavedNote): Promise<Note> {
  return answer(api.POST("/api/v1/members/{id}/notes", { params: { path: { id } }, body }));
}

/** correctNote changes a note as it was seen; how it read before is kept. */
export function correctNote(id: Id, note: Note, body: SavedNote): Promise<Note> {
  const params = { path: { id, note: note.id } };
  return answer(
    api.PUT("/api/v1/members/{id}/notes/{note}", {
      params,
      body: { ...body, version: note.version },
    }),
  );
}

export function removeNote(id: Id, note: Note, reason: string): Promise<Note> {
  const params = { path: { id, note: note.id } };
  const body = { reason, version: note.version };
  return answer(api.POST("/api/v1/members/{id}/notes/{note}/remove", { params, body }));
}

export function restoreNote(id: Id, note: Note): Promise<Note> {
  const params = { path: { id, note: note.id } };
  const body = { version: note.version };
  return answer(api.POST("/api/v1/members/{id}/notes/{note}/restore", { params, body }));
}

/** A note as it is, to be saved with a change. */
export function savedOf({ kind, text, pinned, store }: Note): SavedNote {
  return { kind, text, pinned: pinned ?? false, ...(store && { store: store.code }) };
}
