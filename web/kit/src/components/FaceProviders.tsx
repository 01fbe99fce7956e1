import { App, ConfigProvider } from "antd";
import type { Locale } from "antd/es/locale";
import { type ReactNode, useEffect } from "react";
import { antdTheme } from "../theme/antd";
import { useMotion, useScheme } from "../theme/appearance";
import { useDensity } from "../theme/density";

/** FaceProviders draws a face in the reader's scheme and gives Ant Design its words. */
export function FaceProviders({ locale, children }: { locale: Locale; children: ReactNode }) {
  const scheme = useScheme();
  useEffect(() => {
    document.documentElement.dataset.scheme = scheme;
    document.documentElement.style.colorScheme = scheme;
  }, [scheme]);
  return (
    <ConfigProvider
      locale={locale}
      theme={antdTheme(scheme, useMotion(), useDensity())}
      button={{ autoInsertSpace: false }}
    >
      <App className="kit-app">{children}</App>
    </ConfigProvider>
  );
}
