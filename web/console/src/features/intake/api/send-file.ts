import { Problem, problemFrom } from "@habitue/kit/api/problem";
import type { IncomingFile } from "./list-files";

interface Sending {
  readonly file: File;
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file as it is. By XMLHttpRequest, because fetch does not tell how
 * much of a body has left, and a large file takes minutes.
 */
export function sendFile({ file, onProgress, signal }: Sending): Promise<IncomingFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/intake/files?${new URLSearchParams({ file_name: file.name })}`);
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.setRequestHeader("Content-Type", mediaType(file.name));
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) resolve(request.response as IncomingFile);
      else reject(problemOf(request));
    };
    request.onerror = () => reject(new Problem({}));
    request.onabort = () => reject(new DOMException("left", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function mediaType(name: string): string {
  const ending = name.toLowerCase();
  if (ending.endsWith(".gz")) return "application/gzip";
  if (ending.endsWith(".xlsx")) {
    return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  }
  return "text/csv";
}

function problemOf(request: XMLHttpRequest): Problem {
  const retry = request.getResponseHeader("Retry-After");
  const headers = new Headers(retry ? { "Retry-After": retry } : undefined);
  return problemFrom(new Response(null, { status: request.status, headers }), request.response);
}
