import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import { type PostingWish, postingsQuery } from "../api/find-postings";
import { usePostingColumns } from "./posting-columns";

/** The postings that were found, newest first. */
export function Found({ wish }: { wish: PostingWish }) {
  const { t } = useTranslation("posting");
  const navigate = useNavigate();
  return (
    <DataList
      query={useInfiniteQuery(postingsQuery(wish))}
      columns={usePostingColumns()}
      label={t("find.title")}
      empty={
        <EmptyState title={t("find.none")}>
          {t(wish.number ? "find.noneOfNumber" : "find.noneOfMember")}
        </EmptyState>
      }
      minWidth={880}
      onOpen={({ id, member_id }) =>
        void navigate({
          to: "/ledger/postings/$id",
          params: { id },
          search: { member: member_id },
        })
      }
    />
  );
}
