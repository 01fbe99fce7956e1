import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "../app/router";
import { Icon } from "./Icon";
import styles from "./parts.module.css";

interface PageProps {
  readonly title: string;
  /** Where the page belongs, if it is not one of the four. */
  readonly back?: string;
  readonly children: ReactNode;
}

/** Page has one title, and a way back. */
export function Page({ title, back, children }: PageProps) {
  const { t } = useTranslation("me");
  return (
    <div className={styles.stack}>
      <header className={styles.head}>
        {back && (
          <Link to={back} className={styles.back} aria-label={t("back")}>
            <Icon name="back" />
          </Link>
        )}
        <h1>{title}</h1>
      </header>
      {children}
    </div>
  );
}

/** Part is a piece of a page on a ground of its own. */
export function Part({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}
