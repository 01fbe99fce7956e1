import { Problem } from "@habitue/kit/api/problem";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { posterQuery, shopQuery } from "../api/queries";
import { arrival } from "../app/arrival";
import styles from "./sign-in.module.css";

/** The head of the page on which one joins: what the poster promises by which one came. */
export function PosterHead() {
  const { poster } = arrival();
  return poster ? <OfPoster code={poster} /> : <Head />;
}

function OfPoster({ code }: { code: string }) {
  const { t } = useTranslation("me");
  const { data, error } = useQuery(posterQuery(code));
  if (data?.running) {
    return (
      <Head title={data.headline} place={data.store?.name}>
        {data.words && <p>{data.words}</p>}
        <p className={styles.note}>{t("poster.how")}</p>
      </Head>
    );
  }
  // One that cannot be read just now is no reason to say that it has ended.
  const isOver = data !== undefined || (error instanceof Problem && error.status === 404);
  return <Head>{isOver && <output className={styles.over}>{t("poster.over")}</output>}</Head>;
}

interface HeadProps {
  readonly title?: string | null;
  readonly place?: string | undefined;
  readonly children?: React.ReactNode;
}

function Head({ title, place, children }: HeadProps) {
  const { t } = useTranslation("me");
  const shop = useQuery(shopQuery).data;
  return (
    <header className={styles.head}>
      <p className={styles.shop}>{[shop?.name, place].filter(Boolean).join(" · ")}</p>
      <h1>{title ?? t("signIn.title")}</h1>
      {children}
    </header>
  );
}
