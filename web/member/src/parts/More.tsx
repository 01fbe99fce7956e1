import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./parts.module.css";

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** More fetches the next page of a list, while there is one. */
export function More({ query }: { query: Paged }) {
  const { t } = useTranslation("kit");
  if (!query.hasNextPage) return null;
  return (
    <div className={styles.more}>
      <Button disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {query.isFetchingNextPage ? t("list.loading") : t("list.more")}
      </Button>
    </div>
  );
}
