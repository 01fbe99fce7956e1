import { DownloadOutlined, TagsOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useLocation, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { lazy, useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { Page, Panel } from "../../components/Page";
import { type MemberSummary, membersQuery } from "../../features/member/api/list-members";
import { ColumnChoice } from "../../features/member/ColumnChoice";
import { memberColumns, useChosenColumns } from "../../features/member/columns";
import type { MemberFilter, MemberWish } from "../../features/member/filter";
import { ListCount } from "../../features/member/ListCount";
import { MemberFilters } from "../../features/member/MemberFilters";
import { useMemberColumns, usePossibleColumns } from "../../features/member/member-columns";
import { NoMembers } from "../../features/member/NoMembers";
import { type FilterOptions, useValueOptions } from "../../features/member/options";
import { useTags } from "../../features/member/tag/tags";
import { Views } from "../../features/member/Views";
import { settingsQuery } from "../../features/org/api/get-settings";
import { channelsQuery } from "../../features/org/api/list-channels";
import { storesQuery } from "../../features/org/api/list-stores";
import { ladderQuery } from "../../features/tier/api/get-ladder";
import { useCan } from "../../lib/permissions";
import { useSpeaking } from "../language";
import { membersSearch, parseSearch, stringifySearch } from "../searches";
import styles from "./member.module.css";

const TagMany = lazy(async () => ({
  default: (await import("./care-pages")).TagMany,
}));

const ExportDialog = lazy(async () => ({
  default: (await import("../../features/member/ExportDialog")).ExportDialog,
}));

const route = getRouteApi("/frame/members");

/** The list of members: found, filtered, ordered, counted, exported. */
export function MembersPage() {
  const { t } = useTranslation("member");
  const navigate = useNavigate();
  const [wish, setWish] = useWish();
  const [columns, setColumns] = useChosenColumns();
  const currency = useSuspenseQuery(settingsQuery).data.currency;
  const { q: _, ...filter } = wish;
  const open = ({ id }: MemberSummary) => navigate({ to: "/members/$id", params: { id } });
  const shown = useMemberColumns(columns, currency);
  return (
    <Page title={t("list.title")} purpose={t("list.purpose")}>
      <Panel>
        <MemberFilters wish={wish} options={useOptions()} onChange={setWish} />
        <div className={styles.listTools}>
          <ListCount wish={wish} />
          <Views
            shown={{ search: stringifySearch({ ...filter }).slice(1), columns }}
            onOpen={(view) => {
              setWish(membersSearch(parseSearch(view.search)));
              setColumns(memberColumns.filter((name) => view.columns.includes(name)));
            }}
          />
          <ColumnChoice possible={usePossibleColumns()} chosen={columns} onChoose={setColumns} />
          {!wish.q && <TagAll filter={filter} />}
          {!wish.q && <Export filter={filter} />}
        </div>
        <DataList
          query={useInfiniteQuery(membersQuery(wish))}
          columns={shown}
          label={t("list.title")}
          empty={<NoMembers wish={wish} onClear={() => setWish({})} />}
          minWidth={shown.reduce((sum, { width }) => sum + Number(width), 0)}
          onOpen={open}
        />
      </Panel>
    </Page>
  );
}

function TagAll({ filter }: { filter: MemberFilter }) {
  const { t } = useTranslation("member");
  const can = useCan();
  const [open, setOpen] = useState(false);
  if (!can("member:tags")) return null;
  return (
    <>
      <Button icon={<TagsOutlined />} onClick={() => setOpen(true)}>
        {t("tagMany")}
      </Button>
      {open && <TagMany filter={filter} onClose={() => setOpen(false)} />}
    </>
  );
}

function Export({ filter }: { filter: MemberFilter }) {
  const { t } = useTranslation("member");
  const can = useCan();
  const [open, setOpen] = useState(false);
  const [shown] = useChosenColumns();
  const possible = usePossibleColumns();
  if (!can("member:export")) return null;
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)}>
        {t("export.open")}
      </Button>
      {open && (
        <ExportDialog
          filter={filter}
          possible={possible}
          shown={shown}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** What the filters offer in this shop to this reader. */
function useOptions(): FilterOptions {
  const can = useCan();
  const { language } = useSpeaking();
  const levels = useQuery(ladderQuery).data?.body.levels ?? [];
  const places = { stores: useQuery(storesQuery).data, channels: useQuery(channelsQuery).data };
  const stores = (places.stores?.items ?? []).map(toOption);
  const values = useValueOptions();
  const tags = useTags().map(({ label, name }) => ({ value: label, label: name }));
  return {
    ...(can("profile:read") && values),
    level: levels.map(({ code, name }) => ({
      value: code,
      label: name[language] ?? name["zh-CN"] ?? code,
    })),
    home_store: stores,
    order_store: can("order:read") ? stores : undefined,
    channel: (places.channels?.items ?? []).map(toOption),
    source: [],
    ...(can("profile:read") && tags.length > 0 && { label: tags }),
  };
}

function toOption({ id, code, name }: { id: string; code: string; name: string }) {
  return { value: id, label: name || code };
}

/**
 * The filter stands in the address, so that a link shows the same. Only what was
 * searched for does not: it is personal, and addresses end up in histories,
 * chats and logs.
 */
function useWish(): [MemberWish, (wish: MemberWish) => void] {
  const filter = route.useSearch();
  const q = useLocation({ select: ({ state }) => state.q });
  const navigate = route.useNavigate();
  const setWish = ({ q, ...search }: MemberWish) => {
    void navigate({ search, state: (state) => ({ ...state, q }) });
  };
  return [{ ...filter, q }, setWish];
}
