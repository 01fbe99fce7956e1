import { createI18n } from "@habitue/kit/i18n/setup";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App } from "antd";
import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { words } from "../locales/en/words";

/** show renders a component in English, with data of its own and nothing tried twice. */
export async function show(children: ReactNode): Promise<void> {
  const i18n = await createI18n("en", async () => words.texts);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={i18n}>
        <App>{children}</App>
      </I18nextProvider>
    </QueryClientProvider>,
  );
}
