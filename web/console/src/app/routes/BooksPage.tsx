import { getRouteApi } from "@tanstack/react-router";
import { Skeleton, Tabs } from "antd";
import { type ComponentType, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { Trial } from "../../features/ledger/books/Trial";
import { type BooksTab, type BooksWish, booksTabs } from "../../features/ledger/books/wish";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/ledger/books");

interface BookProps {
  readonly wish: BooksWish;
  readonly onChange: (wish: BooksWish) => void;
}

const contents: Record<BooksTab, ComponentType<BookProps>> = {
  trial: Trial,
  roll: lazy(async () => ({ default: (await import("../../features/ledger/books/Roll")).Roll })),
  liability: lazy(async () => ({
    default: (await import("../../features/ledger/books/LiabilityTab")).LiabilityTab,
  })),
};

/** The books of the ledger, for whoever answers for them. */
export function BooksPage() {
  return (
    <LateWords of="books">
      <Books />
    </LateWords>
  );
}

function Books() {
  const { t } = useTranslation("books");
  const wish = route.useSearch();
  const navigate = route.useNavigate();
  const tab = wish.tab ?? "trial";
  const Book = contents[tab];
  const go = (search: BooksWish) => void navigate({ search, replace: true, resetScroll: false });
  return (
    <Page title={t("title")} purpose={t("purpose")}>
      <Tabs
        activeKey={tab}
        onChange={(key) => {
          const { asset, clock, source } = wish;
          go({ tab: booksTabs.find((name) => name === key), asset, clock, source });
        }}
        destroyOnHidden
        items={booksTabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          children: key === tab && (
            <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
              <Book wish={wish} onChange={go} />
            </Suspense>
          ),
        }))}
      />
    </Page>
  );
}
