import { getRouteApi } from "@tanstack/react-router";
import { Segmented, Tabs } from "antd";
import { lazy, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Accounts } from "../../features/ledger/account/Accounts";
import { Entries } from "../../features/ledger/Entries";
import type { Member } from "../../features/member/api/get-member";
import { MemberTimeline } from "../../features/member/MemberTimeline";
import { MemberOrders } from "../../features/order/MemberOrders";
import { TierHistory } from "../../features/tier/TierHistory";
import { type Permission, useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { type MemberTab, memberTabGroups, memberTabs } from "../member-searches";
import styles from "./member.module.css";

const Adjustments = lazy(async () => ({
  default: (await import("../../features/ledger/adjust/Adjustments")).Adjustments,
}));

const Events = lazy(async () => ({
  default: (await import("./event-pages")).OfMember,
}));

const Wallet = lazy(async () => ({
  default: (await import("./coupon-pages")).Wallet,
}));

const PrepaidCard = lazy(async () => ({
  default: (await import("./prepaid-pages")).Card,
}));

const Merges = lazy(async () => ({
  default: (await import("./merge-pages")).History,
}));

const Consents = lazy(async () => ({
  default: (await import("./person-pages")).Consents,
}));

const Requests = lazy(async () => ({
  default: (await import("./privacy-pages")).OfMember,
}));

const Details = lazy(async () => ({
  default: (await import("./person-pages")).Details,
}));

const Findings = lazy(async () => ({
  default: (await import("./quality-pages")).FindingsOf,
}));

const Accesses = lazy(async () => ({
  default: (await import("./access-pages")).OfMember,
}));

const Notes = lazy(async () => ({
  default: (await import("./care-pages")).Notes,
}));

const Identities = lazy(async () => ({
  default: (await import("./MemberIdentities")).MemberIdentities,
}));

const Devices = lazy(async () => ({
  default: (await import("./person-pages")).Devices,
}));

const route = getRouteApi("/frame/members/$id");

const needs: Record<MemberTab, Permission> = {
  timeline: "member:read",
  events: "event:read",
  orders: "order:read",
  accounts: "ledger:read",
  entries: "ledger:read",
  coupons: "coupon:read",
  prepaid: "prepaid:read",
  tier: "tier:read",
  merges: "member:read",
  notes: "member:notes",
  identities: "member:read",
  details: "member:read",
  consents: "member:read",
  requests: "privacy:read",
  accesses: "staff:read",
  devices: "member:read",
};

/** What happened to a member, by kind; the open tab stands in the address. */
export function MemberTabs({ member }: { member: Member }) {
  const { t } = useTranslation("member");
  const can = useCan();
  const { tab, asset } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = memberTabs.filter((name) => can(needs[name]));
  const open = shown.find((name) => name === tab) ?? shown[0];

  const contents: Record<MemberTab, () => ReactNode> = {
    timeline: () => <MemberTimeline member={member} />,
    events: () => <Events memberId={member.id} />,
    orders: () => <MemberOrders memberId={member.id} />,
    accounts: () => (
      <LateWords of="posting">
        <Accounts
          memberId={member.id}
          balances={member.balances}
          asset={asset}
          onAsset={(chosen) =>
            void navigate({
              search: { tab: "accounts", asset: chosen },
              replace: true,
              resetScroll: false,
            })
          }
        />
        <LateWords of="asset">
          <Adjustments
            memberId={member.id}
            balances={member.balances}
            mayAdjust={can("ledger:adjust")}
          />
        </LateWords>
      </LateWords>
    ),
    entries: () => (
      <Entries
        memberId={member.id}
        assets={member.balances}
        asset={asset}
        onAsset={(chosen) =>
          void navigate({ search: { tab: "entries", asset: chosen }, replace: true })
        }
      />
    ),
    coupons: () => (
      <LateWords of="coupon">
        <Wallet memberId={member.id} mayIssue={can("coupon:issue")} />
      </LateWords>
    ),
    prepaid: () => (
      <LateWords of="prepaid">
        <PrepaidCard memberId={member.id} />
      </LateWords>
    ),
    tier: () => <TierHistory memberId={member.id} />,
    merges: () => (
      <LateWords of="merge">
        <Merges memberId={member.id} />
      </LateWords>
    ),
    notes: () => <Notes member={member} />,
    identities: () => <Identities member={member} />,
    details: () => <Details member={member} findings={<Findings memberId={member.id} />} />,
    consents: () => <Consents member={member} />,
    requests: () => <Requests member={member} />,
    accesses: () => <Accesses memberId={member.id} />,
    devices: () => <Devices member={member} />,
  };

  const go = (chosen: MemberTab | undefined) =>
    void navigate({ search: { tab: chosen }, replace: true, resetScroll: false });
  if (!open) return null;
  const groups = memberTabGroups
    .map(({ name, tabs }) => ({ name, tabs: tabs.filter((tab) => shown.includes(tab)) }))
    .filter(({ tabs }) => tabs.length > 0);
  const group = groups.find(({ tabs }) => tabs.includes(open));
  return (
    <Panel>
      <Tabs
        className={styles.tabs}
        activeKey={group?.name ?? ""}
        onChange={(key) => go(groups.find(({ name }) => name === key)?.tabs[0])}
        destroyOnHidden
        items={groups.map(({ name, tabs }) => ({
          key: name,
          label: t(`group.${name}`),
          children: name === group?.name && (
            <>
              {tabs.length > 1 && (
                <div className={styles.parts}>
                  <Segmented<MemberTab>
                    aria-label={t(`group.${name}`)}
                    value={open}
                    onChange={go}
                    options={tabs.map((tab) => ({ value: tab, label: t(`tab.${tab}`) }))}
                  />
                </div>
              )}
              {contents[open]()}
            </>
          ),
        }))}
      />
    </Panel>
  );
}
