import { DeleteOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useUndo } from "../../components/useUndo";
import { deleteMapping } from "./api/delete-mapping";
import type { Mapping } from "./api/inspect-file";
import { saveMapping } from "./api/save-mapping";
import type { Kind } from "./fields";

interface ForgetMappingProps {
  readonly kind: Kind;
  readonly name: string;
  readonly mapping: Mapping;
  readonly onForgotten: () => void;
}

/** Deletes a mapping that was saved, and offers to keep it after all. */
export function ForgetMapping({ kind, name, mapping, onForgotten }: ForgetMappingProps) {
  const { t } = useTranslation("intake");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const tell = useUndo();
  const again = () => queries.invalidateQueries({ queryKey: ["intake", "mappings"] });
  const forgetting = useMutation({
    mutationFn: () => deleteMapping(kind, name),
    onSuccess: async () => {
      onForgotten();
      await again();
      tell({
        text: t("save.deleted", { name }),
        undo: () => saveMapping(kind, name, mapping).then(again),
      });
    },
    onError: (thrown) => message.error(asProblem(thrown).detail || t("save.notDeleted")),
  });
  return (
    <Button
      type="text"
      danger
      icon={<DeleteOutlined aria-hidden />}
      aria-label={t("save.delete", { name })}
      title={t("save.delete", { name })}
      loading={forgetting.isPending}
      onClick={() => forgetting.mutate()}
    />
  );
}
