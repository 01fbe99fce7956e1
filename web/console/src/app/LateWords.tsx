import { Skeleton } from "antd";
import { type ReactNode, Suspense, use } from "react";
import { useTranslation } from "react-i18next";
import { addWords, type LateNamespace } from "../locales/late";
import { useSpeaking } from "./language";

interface LateWordsProps {
  readonly of: LateNamespace;
  readonly children: ReactNode;
}

/** LateWords draws a page when the words that come with it are there. */
export function LateWords(props: LateWordsProps) {
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
      <Worded {...props} />
    </Suspense>
  );
}

function Worded({ of, children }: LateWordsProps) {
  const { i18n } = useTranslation();
  const { language } = useSpeaking();
  if (!i18n.hasResourceBundle(language, of)) use(addWords(i18n, language, of));
  return children;
}
