import { DeleteOutlined, StarOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteView } from "./api/delete-view";
import { type SavedView, viewsQuery } from "./api/list-views";
import { saveView } from "./api/save-view";
import styles from "./member.module.css";

/** The list as it is now: its filters and order as in the address, and its columns. */
export interface Shown {
  readonly search: string;
  readonly columns: readonly string[];
}

interface ViewsProps {
  readonly shown: Shown;
  readonly onOpen: (view: Shown) => void;
}

/** Opens a view of the list that was saved, and saves the present one. */
export function Views({ shown, onOpen }: ViewsProps) {
  const { t } = useTranslation("member");
  const [open, setOpen] = useState(false);
  const choose = (view: Shown) => {
    setOpen(false);
    onOpen(view);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Choices shown={shown} onOpen={choose} />}
    >
      <Button icon={<StarOutlined />}>{t("views.open")}</Button>
    </Popover>
  );
}

function Choices({ shown, onOpen }: ViewsProps) {
  const { t } = useTranslation("member");
  const { data } = useQuery(viewsQuery);
  const refresh = useRefresh();
  const saving = useMutation({
    mutationFn: ({ name }: { name: string }) =>
      saveView({ name: name.trim(), search: shown.search, columns: [...shown.columns] }),
    onSuccess: refresh,
  });
  return (
    <div className={styles.views}>
      {data?.items.length === 0 && <p className={styles.quiet}>{t("views.none")}</p>}
      {data?.items.map((view) => (
        <OneView key={view.id} view={view} onOpen={onOpen} />
      ))}
      {saving.error && <Alert type="error" showIcon title={asProblem(saving.error).detail} />}
      <Form layout="inline" onFinish={saving.mutate} className={styles.saving}>
        <Form.Item name="name" rules={[{ required: true, whitespace: true, message: "" }]}>
          <Input aria-label={t("views.name")} placeholder={t("views.name")} maxLength={40} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("views.save")}
        </Button>
      </Form>
    </div>
  );
}

function OneView({ view, onOpen }: { view: SavedView; onOpen: ViewsProps["onOpen"] }) {
  const { t } = useTranslation("member");
  const deleting = useMutation({ mutationFn: () => deleteView(view.id), onSuccess: useRefresh() });
  return (
    <div className={styles.view}>
      <Button type="link" onClick={() => onOpen(view)}>
        {view.name}
      </Button>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t("views.delete", { name: view.name })}
        loading={deleting.isPending}
        onClick={() => deleting.mutate()}
      />
    </div>
  );
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: viewsQuery.queryKey });
}
