import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** The checkouts to which a number leads, whichever number it is. */
export function checkoutByNumberQuery(number: string) {
  return queryOptions({
    queryKey: ["checkout", "number", number],
    queryFn: ({ signal }) => {
      const params = { query: { number, limit: 5 } };
      return answer(api.GET("/api/v1/checkouts", { params, signal }));
    },
  });
}
