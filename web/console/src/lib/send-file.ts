import { problemFrom } from "@habitue/kit/api/problem";

const types: Readonly<Record<string, string>> = {
  gz: "application/gzip",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * Sends a file as the body of a request. The key is the attempt's: sent again, it gets the
 * first answer; what is only tried needs none.
 */
export async function sendFile<Answer>(
  path: string,
  query: URLSearchParams,
  file: File,
  key?: string,
): Promise<Answer> {
  const ending = file.name.toLowerCase().split(".").pop() ?? "";
  const response = await fetch(`${path}?${query}`, {
    method: "POST",
    headers: {
      "Accept-Language": document.documentElement.lang,
      "Content-Type": types[ending] ?? "text/csv",
      ...(key !== undefined && { "Idempotency-Key": key }),
    },
    body: file,
  });
  const body: unknown = await response.json();
  if (!response.ok) throw problemFrom(response, body);
  return body as Answer;
}
