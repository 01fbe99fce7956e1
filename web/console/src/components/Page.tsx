import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import styles from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** One sentence: what this page is for. */
  readonly purpose?: ReactNode;
  /** The way back up. */
  readonly above?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Page is the anatomy that all pages share. */
export function Page({ title, purpose, above, action, children }: PageProps) {
  const { t } = useTranslation("app");
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
  }, [title, t]);
  return (
    <div className={styles.page}>
      {above && <div className={styles.above}>{above}</div>}
      <div className={styles.head}>
        <div>
          <h1>{title}</h1>
          {purpose && <p>{purpose}</p>}
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}

/** A part of a page on a ground of its own. */
export function Panel({
  title,
  extra,
  children,
}: {
  title?: string;
  extra?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.panel} aria-label={title}>
      {title && (
        <div className={styles.panelHead}>
          <h2>{title}</h2>
          {extra}
        </div>
      )}
      {children}
    </section>
  );
}
