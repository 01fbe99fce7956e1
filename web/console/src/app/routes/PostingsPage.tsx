import type { Id } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { Finder } from "../../features/ledger/find/Finder";
import { Found } from "../../features/ledger/find/Found";
import { ways, wishOf } from "../../features/ledger/find/wish";
import { memberQuery } from "../../features/member/api/get-member";
import { MemberPicker } from "../../features/member/MemberPicker";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/ledger/postings");

/** Finds a posting by whatever somebody has in hand. */
export function PostingsPage() {
  return (
    <LateWords of="posting">
      <Finding />
    </LateWords>
  );
}

function Finding() {
  const { t } = useTranslation("posting");
  const can = useCan();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const wish = wishOf(search);
  return (
    <Page title={t("find.title")} purpose={t("find.purpose")}>
      <Panel>
        <Finder
          search={search}
          open={ways.filter((way) => way !== "member" || can("member:read"))}
          onFind={(wanted) => void navigate({ search: wanted, resetScroll: false })}
          onOpen={(id) => void navigate({ to: "/ledger/postings/$id", params: { id } })}
          picker={(onPick) => <MemberPicker onPick={onPick} />}
          chosen={search.member && <MemberName id={search.member} />}
        />
        {wish ? (
          <Found wish={wish} />
        ) : (
          <EmptyState title={t("find.begin")}>{t("find.beginHelp")}</EmptyState>
        )}
      </Panel>
    </Page>
  );
}

/** A member by number, for whoever may see members. */
export function MemberName({ id }: { id: Id }) {
  const can = useCan();
  const { data } = useQuery({ ...memberQuery(id), enabled: can("member:read") });
  if (!can("member:read")) return id;
  return (
    <Link to="/members/$id" params={{ id }} search={{ tab: "accounts" }}>
      {data?.number ?? id}
    </Link>
  );
}
