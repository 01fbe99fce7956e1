import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Table } from "../../components/Table";
import { useUndo } from "../../components/useUndo";
import { editPack, type Pack, packsQuery } from "./api/packs";
import styles from "./coupon.module.css";
import { HandoutDialog } from "./HandoutDialog";
import { Items } from "./Items";
import { PackDialog } from "./PackDialog";

interface PacksProps {
  readonly mayManage: boolean;
  readonly mayIssue: boolean;
}

/** Coupons that are given together: made, changed, put away, handed out. */
export function Packs({ mayManage, mayIssue }: PacksProps) {
  const { t } = useTranslation("coupon");
  const { data, error, isPending, refetch } = useQuery(packsQuery);
  const client = useQueryClient();
  const tell = useUndo();
  const [edited, setEdited] = useState<Pack | "new">();
  const [given, setGiven] = useState<Pack>();
  const [all, setAll] = useState(false);
  const stale = () => client.invalidateQueries({ queryKey: ["coupon"] });
  const archive = async (pack: Pack, archived: boolean) => {
    const saved = await editPack(pack, { archived });
    await stale();
    tell({
      text: t(archived ? "pack.archived" : "pack.restored", { name: pack.name }),
      undo: () => editPack(saved, { archived: !archived }).then(stale),
    });
  };
  const list = data?.items.filter(({ archived }) => all || !archived) ?? [];
  if (error && !data) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className={styles.row}>
        {mayManage && <Button onClick={() => setEdited("new")}>{t("pack.make")}</Button>}
        <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
          {t("pack.all")}
        </Checkbox>
      </div>
      {!isPending && list.length === 0 ? (
        <EmptyState title={t("pack.none")}>{t("pack.noneHelp")}</EmptyState>
      ) : (
        <Table<Pack>
          aria-label={t("tab.packs")}
          loading={isPending}
          dataSource={list}
          rowKey="id"
          pagination={false}
          scroll={{ x: 760 }}
          columns={[
            {
              key: "name",
              title: t("pack.name"),
              width: 200,
              render: (_, { name, archived }) => (
                <>
                  {name} {archived && <Tag>{t("pack.away")}</Tag>}
                </>
              ),
            },
            {
              key: "items",
              title: t("pack.items"),
              render: (_, { items }) => <Items items={items} />,
            },
            { key: "code", title: t("list.code"), width: 140, ellipsis: true, dataIndex: "code" },
            {
              key: "acts",
              title: t("word.act"),
              width: 230,
              render: (_, pack) => (
                <Space size={4} wrap>
                  {mayIssue && !pack.archived && (
                    <Button size="small" onClick={() => setGiven(pack)}>
                      {t("handout.title")}
                    </Button>
                  )}
                  {mayManage && (
                    <>
                      <Button size="small" onClick={() => setEdited(pack)}>
                        {t("pack.edit")}
                      </Button>
                      <Button
                        size="small"
                        type="text"
                        onClick={() => void archive(pack, !pack.archived)}
                      >
                        {t(pack.archived ? "pack.restore" : "pack.archive")}
                      </Button>
                    </>
                  )}
                </Space>
              ),
            },
          ]}
        />
      )}
      <PackDialog
        key={edited === "new" ? "new" : edited?.id}
        pack={edited === "new" ? undefined : edited}
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
      />
      {given && <HandoutDialog pack={given.id} open onClose={() => setGiven(undefined)} />}
    </>
  );
}
