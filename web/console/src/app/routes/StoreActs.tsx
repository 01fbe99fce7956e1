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
  const [asked, setAsked] = useState<"edit" | "close">();
  const done = async (text: string, undo: () => Promise<unknown>) => {
    const again = () => queries.invalidateQueries({ queryKey: ["org"] });
    await again();
    tell({ text, undo: () => undo().then(again) });
  };
  const change = store.closed_at ? reopenStore : closeStore;
  const back = store.closed_at ? closeStore : reopenStore;
  const deed = store.closed_at ? "reopen" : "close";
  return (
    <Space>
      <Button onClick={() => setAsked("close")}>{t(`${deed}.verb`)}</Button>
      <Button type="primary" onClick={() => setAsked("edit")}>
        {t("edit.change")}
      </Button>
      <StoreDialog
        store={store}
        regions={useQuery(regionsQuery).data?.items ?? []}
        brands={useQuery(orgBrandsQuery).data?.items ?? []}
        open={asked === "edit"}
        onClose={() => setAsked(undefined)}
        onSaved={(saved) =>
          done(t("edit.done", { name: saved.name }), () =>
            editStore(saved.id, saved.version, asItIs(store)),
          )
        }
      />
      <ReasonDialog
        open={asked === "close"}
        title={t(`${deed}.title`, { name: store.name })}
        consequence={t(`${deed}.help`)}
        verb={t(`${deed}.verb`)}
        danger={deed === "close"}
        onClose={() => setAsked(undefined)}
        onConfirm={async (reason) => {
          const { id, version } = await change(store.id, { version: store.version, reason });
          await done(t(`${deed}.done`, { name: store.name }), () => back(id, { version }));
        }}
      />
    </Space>
  );
}
