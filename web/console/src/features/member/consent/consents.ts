import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Consent = Schemas["ConsentPurpose"];
export type ConsentAnswer = Schemas["ConsentAnswer"];
export type Statement = Schemas["ConsentStatement"];
export type ConsentText = Schemas["ConsentText"];
export type Channel = NonNullable<ConsentAnswer["channel"]>;

/** What a member agreed to, as it holds now. */
export function consentsQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", "consents", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/members/{id}/consents", { params: { path: { id } }, signal }));
    },
  });
}

/** Every word of a member on consents, the newest first. */
export function statementsQuery(id: Id) {
  return infiniteQueryOptions({
    queryKey: ["member", "consents", id, "history"],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { id }, query: { cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/members/{id}/consents/history", { params, signal }));
    },
    ...byCursor,
  });
}

/** stateConsent records what a member said to somebody of the staff; it is audited. */
export function stateConsent(id: Id, said: Schemas["ConsentOnBehalf"]) {
  return answer(
    api.POST("/api/v1/members/{id}/consents", { params: { path: { id } }, body: said }),
  );
}

/** The texts by which members are asked: the current one of each purpose, or all of one. */
export function textsQuery(purpose?: string) {
  return queryOptions({
    queryKey: ["member", "consent-texts", purpose ?? "current"],
    queryFn: ({ signal }) => {
      const query = purpose === undefined ? {} : { purpose };
      return answer(api.GET("/api/v1/members/consent-texts", { params: { query }, signal }));
    },
  });
}

/** reviseText makes the next version of a text, unless another was made meanwhile. */
export function reviseText(text: Schemas["NewConsentText"]): Promise<ConsentText> {
  return answer(api.POST("/api/v1/members/consent-texts", { body: text }));
}
