import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useLocation, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { Page, Panel } from "../../components/Page";
import {
  type MemberFilter,
  type MemberSummary,
  membersQuery,
} from "../../features/member/api/list-members";
import { MemberFilters } from "../../features/member/MemberFilters";
import { useMemberColumns } from "../../features/member/member-columns";
import { NoMembers } from "../../features/member/NoMembers";
import { ladderQuery } from "../../features/tier/api/get-ladder";
import { useSpeaking } from "../language";

const route = getRouteApi("/frame/members");

export function MembersPage() {
  const { t } = useTranslation("member");
  const { language } = useSpeaking();
  const navigate = useNavigate();
  const [filter, setFilter] = useFilter();
  const ladder = useQuery(ladderQuery).data;
  const levels = (ladder?.body.levels ?? []).map(({ code, name }) => ({
    code,
    name: name[language] ?? name["zh-CN"] ?? code,
  }));
  const open = ({ id }: MemberSummary) => navigate({ to: "/members/$id", params: { id } });

  return (
    <Page title={t("list.title")} purpose={t("list.purpose")}>
      <Panel>
        <MemberFilters filter={filter} levels={levels} onChange={setFilter} />
        <DataList
          query={useInfiniteQuery(membersQuery(filter))}
          columns={useMemberColumns()}
          label={t("list.title")}
          empty={<NoMembers filter={filter} onClear={() => setFilter({})} />}
          onOpen={open}
        />
      </Panel>
    </Page>
  );
}

/**
 * The filter stands in the address, so that a link shows the same. Only a phone
 * does not: it is personal, and addresses end up in histories, chats and logs.
 */
function useFilter(): [MemberFilter, (filter: MemberFilter) => void] {
  const { card, level } = route.useSearch();
  const phone = useLocation({ select: ({ state }) => state.phone });
  const navigate = route.useNavigate();
  const setFilter = ({ phone, ...search }: MemberFilter) => {
    void navigate({ search, state: (state) => ({ ...state, phone }) });
  };
  return [{ phone, card, level }, setFilter];
}
