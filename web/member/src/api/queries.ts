import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "./client";

export const shopQuery = queryOptions({
  queryKey: ["shop"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/shop", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The poster by whose link one came. */
export const posterQuery = (code: string) =>
  queryOptions({
    queryKey: ["shop", "poster", code],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/me/posters/{code}", { params: { path: { code } }, signal }));
    },
    staleTime: 60_000,
  });

export const providersQuery = queryOptions({
  queryKey: ["shop", "providers"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/providers", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const guardianQuery = queryOptions({
  queryKey: ["shop", "guardian"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/guardian", { signal })),
});

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me", { signal })),
});

export const invitedQuery = queryOptions({
  queryKey: ["invited"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/invited", { signal })),
});

/** A pass is a minute old at most; it is asked for again well before. */
export const passQuery = queryOptions({
  queryKey: ["pass"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/pass", { signal })),
  staleTime: 30_000,
  refetchInterval: 30_000,
  refetchOnWindowFocus: "always",
});

export const balancesQuery = queryOptions({
  queryKey: ["balances"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/balances", { signal })),
});

export const tierQuery = queryOptions({
  queryKey: ["tier"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/tier", { signal })),
});

export const tierNewsQuery = queryOptions({
  queryKey: ["tier", "news"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/tier/news", { signal })),
});

export const storedValueQuery = queryOptions({
  queryKey: ["stored-value"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/stored-value", { signal })),
});

export const usableCouponsQuery = queryOptions({
  queryKey: ["coupons", "usable"],
  queryFn: ({ signal }) =>
    answer(api.GET("/api/v1/me/coupons", { signal, params: { query: { which: "usable" } } })),
});

/** What I have: also what does not hold yet, is in a checkout or on offer. */
export const heldCouponsQuery = queryOptions({
  queryKey: ["coupons", "held"],
  queryFn: ({ signal }) =>
    answer(api.GET("/api/v1/me/coupons", { signal, params: { query: { which: "held" } } })),
});

export const offersQuery = queryOptions({
  queryKey: ["coupons", "offers"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/coupons/offers", { signal })),
});

export const consentQuestionsQuery = queryOptions({
  queryKey: ["shop", "consents"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/consents/questions", { signal })),
});

/** What is known of me and what is asked. */
export const detailsQuery = queryOptions({
  queryKey: ["details"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/details", { signal })),
});

export const addressesQuery = queryOptions({
  queryKey: ["addresses"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/addresses", { signal })),
});

/** Provinces, or what lies in one. */
export function divisionsQuery(below: string) {
  return queryOptions({
    queryKey: ["divisions", below],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/divisions", { params: { query: { below } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const consentsQuery = queryOptions({
  queryKey: ["consents"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/consents", { signal })),
});

/** By what I am known, and whether this sign-in may change it. */
export const identitiesQuery = queryOptions({
  queryKey: ["identities"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/identities", { signal })),
});

export const devicesQuery = queryOptions({
  queryKey: ["devices"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/devices", { signal })),
});

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor ?? undefined,
};

export const allCouponsQuery = infiniteQueryOptions({
  queryKey: ["coupons", "all"],
  queryFn: ({ signal, pageParam: cursor }) =>
    answer(
      api.GET("/api/v1/me/coupons", {
        signal,
        params: { query: { which: "all", cursor, limit: 20 } },
      }),
    ),
  ...paged,
});

export const entriesQuery = infiniteQueryOptions({
  queryKey: ["entries"],
  queryFn: ({ signal, pageParam: cursor }) =>
    answer(
      api.GET("/api/v1/me/entries", {
        signal,
        params: { query: { asset: "points", cursor, limit: 20 } },
      }),
    ),
  ...paged,
});

export const ordersQuery = infiniteQueryOptions({
  queryKey: ["orders"],
  queryFn: ({ signal, pageParam: cursor }) =>
    answer(api.GET("/api/v1/me/orders", { signal, params: { query: { cursor, limit: 20 } } })),
  ...paged,
});

/** What one spent in a year; without one, this year. */
export const spendingQuery = (year?: number) =>
  queryOptions({
    queryKey: ["orders", "spending", year ?? "latest"],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/me/spending", { signal, params: { query: { year } } })),
  });

export const orderQuery = (id: Id) =>
  queryOptions({
    queryKey: ["orders", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/me/orders/{id}", { signal, params: { path: { id } } })),
  });

/** What a personal code or a public word stands for. */
export const codeQuery = (code: string) =>
  queryOptions({
    queryKey: ["gift", "code", code],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/me/coupons/look", { signal, body: { code } })),
  });

export const giftQuery = (secret: string) =>
  queryOptions({
    queryKey: ["gift", secret],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/me/gifts/look", { signal, body: { secret } })),
  });

export const privacyQuery = queryOptions({
  queryKey: ["privacy"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/privacy", { signal })),
});

export const decisionsQuery = queryOptions({
  queryKey: ["privacy", "decisions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/privacy/decisions", { signal })),
});
