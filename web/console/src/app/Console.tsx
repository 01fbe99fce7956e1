import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { onSignedOut } from "../lib/api";
import { LanguageProvider } from "./LanguageProvider";
import type { Start } from "./language";
import type { ConsoleRouter } from "./router";
import { leaveForSignIn } from "./session";

interface ConsoleProps {
  readonly queryClient: QueryClient;
  readonly router: ConsoleRouter;
  readonly start: Start;
}

/** Console is the whole face: data, language and look around the routes. */
export function Console({ queryClient, router, start }: ConsoleProps) {
  useEffect(
    () => onSignedOut(() => leaveForSignIn(router, queryClient, "expired")),
    [router, queryClient],
  );
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider start={start}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  );
}
