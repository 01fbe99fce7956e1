import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { behindQuery } from "../../features/insight/api/list-behind";
import type { MemberSummary } from "../../features/member/api/list-members";
import { useMemberColumns } from "../../features/member/member-columns";
import { addDays } from "../../lib/period";
import { useAsk } from "./useAsk";

const route = getRouteApi("/frame/overview/members");

/** The members behind a figure of the overview. */
export function BehindPage() {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { behind = "buyers", from_level, to_level, ...overview } = search;
  const ask = useAsk(overview);
  const period = `${format.localDate(ask.from)} – ${format.localDate(addDays(ask.until, -1))}`;
  const title = t(`behind.title.${behind}`);
  return (
    <Page
      title={title}
      purpose={t("behind.purpose", { period })}
      above={
        <Link to="/overview" search={overview}>
          {t("behind.back")}
        </Link>
      }
    >
      <Panel>
        <DataList
          query={useInfiniteQuery(behindQuery(ask, { behind, from_level, to_level }))}
          columns={useMemberColumns()}
          label={title}
          empty={<EmptyState title={t("behind.empty")} />}
          onOpen={({ id }: MemberSummary) => void navigate({ to: "/members/$id", params: { id } })}
        />
      </Panel>
    </Page>
  );
}
