import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUndo } from "../../components/useUndo";
import { closeStore } from "../../features/org/api/close-store";
import { editStore } from "../../features/org/api/edit-store";
import { orgBrandsQuery } from "../../features/org/api/list-brands";
import { regionsQuery } from "../../features/org/api/list-regions";
import type { Store } from "../../features/org/api/list-stores";
import { reopenStore } from "../../features/org/api/reopen-store";
import { asItIs, StoreDialog } from "../../features/org/StoreDialog";
import { ReasonDialog } from "../../features/staff/ReasonDialog";

/** What can be done with a store, each with the way back. */
export function StoreActs({ store }: { store: Store }) {
  const { t } = useTranslation("org");
  const queries = useQueryClient();
  const tell = useUndo();
  const [isEditing, setEditing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const next = store.closed_at ? "reopen" : "close";
  // What the question is about stays while it closes, when the store is the other already.
  const [deed, setDeed] = useState<"close" | "reopen">(next);
  const done = async (text: string, undo: () => Promise<unknown>) => {
    const again = () => queries.invalidateQueries({ queryKey: ["org"] });
    await again();
    tell({ text, undo: () => undo().then(again) });
  };
  const ask = () => {
    setDeed(next);
    setAsking(true);
  };
  const [change, back] = deed === "close" ? [closeStore, reopenStore] : [reopenStore, closeStore];
  return (
    <Space>
      <Button onClick={ask}>{t(`${next}.verb`)}</Button>
      <Button type="primary" onClick={() => setEditing(true)}>
        {t("edit.change")}
      </Button>
      <StoreDialog
        store={store}
        regions={useQuery(regionsQuery).data?.items ?? []}
        brands={useQuery(orgBrandsQuery).data?.items ?? []}
        open={isEditing}
        onClose={() => setEditing(false)}
        onSaved={(saved) =>
          done(t("edit.done", { name: saved.name }), () =>
            editStore(saved.id, saved.version, asItIs(store)),
          )
        }
      />
      <ReasonDialog
        open={isAsking}
        title={t(`${deed}.title`, { name: store.name })}
        consequence={t(`${deed}.help`)}
        verb={t(`${deed}.verb`)}
        danger={deed === "close"}
        onClose={() => setAsking(false)}
        onConfirm={async (reason) => {
          const { id, version } = await change(store.id, { version: store.version, reason });
          await done(t(`${deed}.done`, { name: store.name }), () => back(id, { version }));
        }}
      />
    </Space>
  );
}
