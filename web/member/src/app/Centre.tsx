import { Problem } from "@habitue/kit/api/problem";
import type { Language } from "@habitue/kit/format/language";
import { type Reader, ReaderContext } from "@habitue/kit/format/reader";
import { speak as change } from "@habitue/kit/i18n/setup";
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { onSignedOut } from "../api/client";
import { meQuery, shopQuery } from "../api/queries";
import { loadWords } from "../locales/load";
import { Failed, Waiting } from "../parts/states";
import { keepLanguage, SpeakingContext, type Start } from "./language";
import { useLook } from "./look";
import { Pages } from "./Pages";

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Being refused is an answer; only what did not arrive is asked for again.
      retry: (count, thrown) => count < 2 && (!(thrown instanceof Problem) || thrown.status === 0),
    },
  },
});

/** Centre is the whole face: data, language and look around the pages. */
export function Centre({ start }: { start: Start }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Spoken start={start}>
        <Drawn />
      </Spoken>
    </QueryClientProvider>
  );
}

function Spoken({ start, children }: { start: Start; children: ReactNode }) {
  const client = useQueryClient();
  const [language, setLanguage] = useState(start.language);
  const speak = useCallback(
    async (wish: Language) => {
      await change(start.i18n, wish, loadWords);
      keepLanguage(wish);
      setLanguage(wish);
      // Names, reasons and refusals are worded by the server: ask again.
      client.removeQueries({ type: "inactive" });
      await client.invalidateQueries();
    },
    [start.i18n, client],
  );
  const speaking = useMemo(() => ({ language, speak }), [language, speak]);
  return (
    <SpeakingContext value={speaking}>
      <I18nextProvider i18n={start.i18n}>
        <Zoned language={language}>{children}</Zoned>
      </I18nextProvider>
    </SpeakingContext>
  );
}

/** Times are the shop's, wherever the member is. */
function Zoned({ language, children }: { language: Language; children: ReactNode }) {
  const shop = useQuery(shopQuery).data;
  const reader = useMemo<Reader>(
    () => ({ language, zone: shop?.zone ?? "Asia/Shanghai" }),
    [language, shop?.zone],
  );
  useEffect(() => {
    if (shop) document.title = shop.name;
  }, [shop]);
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

function Drawn() {
  useLook();
  const client = useQueryClient();
  const me = useQuery(meQuery);
  useEffect(
    () =>
      onSignedOut(() => {
        // Whoever comes next must not see what the one before had. Being told again
        // when nobody is signed in any more changes nothing.
        if (client.getQueryData(meQuery.queryKey) === undefined) return;
        client.removeQueries({ predicate: ({ queryKey }) => isPersonal(queryKey) });
        void client.resetQueries({ queryKey: meQuery.queryKey });
      }),
    [client],
  );
  if (me.data) return <Pages me={me.data} />;
  if (me.error instanceof Problem && me.error.kind === "signed-out") return <Pages me={null} />;
  if (me.error) return <Failed thrown={me.error} onRetry={() => me.refetch()} />;
  return <Waiting />;
}

/** Everything but the shop, a gift, and who is signed in, which is asked again. */
function isPersonal(queryKey: readonly unknown[]): boolean {
  return !["shop", "me", "gift"].includes(String(queryKey[0]));
}
