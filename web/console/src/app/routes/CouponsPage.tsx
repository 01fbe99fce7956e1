import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Input, Segmented, Space, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { templatesQuery } from "../../features/coupon/api/templates";
import styles from "../../features/coupon/coupon.module.css";
import { type CouponTab, couponTabs } from "../../features/coupon/filter";
import { HandoutDialog } from "../../features/coupon/HandoutDialog";
import { Handouts } from "../../features/coupon/Handouts";
import { NewTemplateDialog } from "../../features/coupon/NewTemplateDialog";
import { Packs } from "../../features/coupon/Packs";
import { PolicyView } from "../../features/coupon/PolicyView";
import { useTemplateColumns } from "../../features/coupon/template-columns";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/coupons");

/** Every kind of coupon, and how many are out. */
export function CouponsPage() {
  return (
    <LateWords of="coupon">
      <Coupons />
    </LateWords>
  );
}

const states = ["draft", "live", "ended"] as const;
const statuses = ["all", ...states] as const;

function Coupons() {
  const { t } = useTranslation("coupon");
  const { tab = "templates" } = route.useSearch();
  const navigate = route.useNavigate();
  const can = useCan();
  const shown = couponTabs.filter((name) => name !== "handouts" || can("coupon:issue"));
  return (
    <Page title={t("list.title")} purpose={t("list.purpose")} action={<Acts />}>
      <Tabs
        activeKey={tab}
        onChange={(key) =>
          void navigate({
            search: { tab: couponTabs.find((name) => name === key) },
            replace: true,
            resetScroll: false,
          })
        }
        destroyOnHidden
        items={shown.map((key) => ({ key, label: t(`tab.${key}`), children: <Tab name={key} /> }))}
      />
    </Page>
  );
}

function Tab({ name }: { name: CouponTab }) {
  const can = useCan();
  switch (name) {
    case "templates":
      return (
        <Panel>
          <Templates />
        </Panel>
      );
    case "packs":
      return (
        <Panel>
          <Packs mayManage={can("coupon:manage")} mayIssue={can("coupon:issue")} />
        </Panel>
      );
    case "handouts":
      return (
        <Panel>
          <Handouts />
        </Panel>
      );
    case "policy":
      return <PolicyView mayEdit={can("coupon:approve")} />;
  }
}

function Templates() {
  const { t } = useTranslation("coupon");
  const { status, q } = route.useSearch();
  const filter = { status: states.find((state) => state === status), q };
  const setFilter = route.useNavigate();
  const navigate = useNavigate();
  const isNarrowed = filter.status !== undefined || filter.q !== undefined;
  return (
    <>
      <div className={styles.row}>
        <Segmented
          aria-label={t("list.status")}
          value={filter.status ?? "all"}
          options={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
          onChange={(value) =>
            void setFilter({
              search: {
                ...filter,
                status: states.find((state) => state === value),
              },
              replace: true,
            })
          }
        />
        <Input.Search
          allowClear
          aria-label={t("list.search")}
          placeholder={t("list.search")}
          defaultValue={filter.q}
          style={{ maxWidth: 260 }}
          onSearch={(q) =>
            void setFilter({ search: { ...filter, q: q.trim() || undefined }, replace: true })
          }
        />
      </div>
      <DataList
        query={useInfiniteQuery(templatesQuery(filter))}
        columns={useTemplateColumns()}
        label={t("list.title")}
        empty={
          isNarrowed ? (
            <EmptyState title={t("list.noMatch")} />
          ) : (
            <EmptyState title={t("list.none")}>{t("list.noneHelp")}</EmptyState>
          )
        }
        minWidth={960}
        onOpen={({ id }) => void navigate({ to: "/coupons/$template", params: { template: id } })}
      />
    </>
  );
}

function Acts() {
  const { t } = useTranslation("coupon");
  const can = useCan();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const [giving, setGiving] = useState(false);
  return (
    <Space>
      {can("coupon:issue") && <Button onClick={() => setGiving(true)}>{t("handout.title")}</Button>}
      {can("coupon:manage") && (
        <Button type="primary" onClick={() => setMaking(true)}>
          {t("make.title")}
        </Button>
      )}
      <HandoutDialog open={giving} onClose={() => setGiving(false)} />
      <NewTemplateDialog
        open={making}
        onClose={() => setMaking(false)}
        onMade={({ id }) =>
          void navigate({
            to: "/coupons/$template/edit",
            params: { template: id },
            search: { version: "1" },
          })
        }
      />
    </Space>
  );
}
