import { Day, Moment } from "@habitue/kit/components/When";
import { Button, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Key } from "../api/list-keys";
import { usePermissionName } from "../permission";

export function useKeyColumns(onRevoke?: (key: Key) => void): TableColumnsType<Key> {
  const { t } = useTranslation("staff");
  const nameOf = usePermissionName();
  return [
    {
      key: "name",
      title: t("key.name"),
      render: (_, { name, prefix }) => (
        <>
          {name} <code>{prefix}…</code>
        </>
      ),
    },
    {
      key: "scopes",
      title: t("key.scopes"),
      width: "32%",
      render: (_, { scopes }) => scopes.map(nameOf).join(t("role.separator")),
    },
    {
      key: "used",
      title: t("key.used"),
      render: (_, { used_at }) => (used_at ? <Moment at={used_at} /> : t("key.never")),
    },
    {
      key: "expires",
      title: t("key.expires"),
      render: (_, { expires_at }) => (expires_at ? <Day at={expires_at} /> : t("key.noEnd")),
    },
    {
      key: "state",
      title: t("account.state"),
      width: 140,
      render: (_, key) => <KeyState shown={key} onRevoke={onRevoke} />,
    },
  ];
}

function KeyState({ shown, onRevoke }: { shown: Key; onRevoke: ((key: Key) => void) | undefined }) {
  const { t } = useTranslation("staff");
  if (shown.revoked_at) return <Tag>{t("key.revoked")}</Tag>;
  if (shown.expires_at && new Date(shown.expires_at) <= new Date()) {
    return <Tag>{t("key.ended")}</Tag>;
  }
  if (!onRevoke) return <Tag color="success">{t("account.active")}</Tag>;
  return (
    <Button size="small" danger onClick={() => onRevoke(shown)}>
      {t("key.revoke")}
    </Button>
  );
}
