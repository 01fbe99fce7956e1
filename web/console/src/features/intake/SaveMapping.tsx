import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mapping } from "./api/inspect-file";
import { saveMapping } from "./api/save-mapping";
import type { Kind } from "./fields";

/** Keeps the mapping under a name for the next file of the same system. */
export function SaveMapping({ kind, mapping }: { kind: Kind; mapping: Mapping }) {
  const { t } = useTranslation("intake");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const saving = useMutation({
    mutationFn: () => saveMapping(kind, name.trim(), mapping),
    onSuccess: () => {
      message.success(t("save.done", { name }));
      return client.invalidateQueries({ queryKey: ["intake", "mappings"] });
    },
    onError: () => message.error(t("save.failed")),
  });
  return (
    <Space.Compact>
      <Input
        aria-label={t("save.name")}
        placeholder={t("save.name")}
        maxLength={60}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button disabled={!name.trim()} loading={saving.isPending} onClick={() => saving.mutate()}>
        {t("save.save")}
      </Button>
    </Space.Compact>
  );
}
