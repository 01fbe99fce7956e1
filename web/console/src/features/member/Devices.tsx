import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { FormDialog } from "../../components/FormDialog";
import { Table } from "../../components/Table";
import { api } from "../../lib/api";
import { useCan } from "../../lib/permissions";
import type { Member } from "./api/get-member";
import styles from "./field/field.module.css";

type Device = Schemas["DeviceOfMember"];

function devicesQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", "devices", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/members/{id}/devices", { params: { path: { id } }, signal }));
    },
  });
}

function signOut(id: Id, device: Id | undefined, reason: string) {
  const body = { reason, ...(device && { device }) };
  return answer(api.POST("/api/v1/members/{id}/devices/end", { params: { path: { id } }, body }));
}

/** Where a member is signed in; staff end one sign-in or all, such as of a lost telephone. */
export function Devices({ member }: { member: Member }) {
  const { t } = useTranslation("person");
  const can = useCan();
  const { data, error, refetch } = useQuery(devicesQuery(member.id));
  const [ending, setEnding] = useState<Device | "all">();
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const mayEnd = can("member:edit");
  if (data.items.length === 0) {
    return <EmptyState title={t("devices.none")}>{t("devices.noneHelp")}</EmptyState>;
  }
  return (
    <>
      <div className={styles.head}>
        <p className={styles.quiet}>{t("devices.help")}</p>
        {mayEnd && (
          <Button danger onClick={() => setEnding("all")}>
            {t("devices.endAll")}
          </Button>
        )}
      </div>
      <Table<Device>
        aria-label={t("devices.title")}
        dataSource={data.items}
        rowKey="id"
        pagination={false}
        scroll={{ x: 640 }}
        columns={[
          {
            key: "device",
            title: t("devices.device"),
            render: (_, { device }) => device ?? t("devices.unknown"),
          },
          { key: "network", title: t("devices.network"), render: (_, one) => one.network ?? "—" },
          {
            key: "begun",
            title: t("devices.begun"),
            render: (_, { created_at }) => <Moment at={created_at} />,
          },
          {
            key: "seen",
            title: t("devices.seen"),
            render: (_, { seen_at }) => <Moment at={seen_at} />,
          },
          {
            key: "acts",
            align: "right",
            render: (_, one) =>
              mayEnd && (
                <Button size="small" onClick={() => setEnding(one)}>
                  {t("devices.end")}
                </Button>
              ),
          },
        ]}
      />
      {ending && (
        <EndDialog
          memberId={member.id}
          device={ending === "all" ? undefined : ending}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  );
}

interface EndDialogProps {
  readonly memberId: Id;
  /** The one to end; without one all. */
  readonly device: Device | undefined;
  readonly onClose: () => void;
}

function EndDialog({ memberId, device, onClose }: EndDialogProps) {
  const { t } = useTranslation(["person", "member"]);
  const { message } = App.useApp();
  const client = useQueryClient();
  return (
    <FormDialog
      open
      danger
      title={t(device ? "person:devices.end" : "person:devices.endAll")}
      verb={t("person:devices.end")}
      failed={t("person:devices.failed")}
      onSubmit={({ reason }: { reason: string }) => signOut(memberId, device?.id, reason.trim())}
      onDone={(left) => {
        message.success(t("person:devices.done"));
        client.setQueryData(devicesQuery(memberId).queryKey, left);
      }}
      onClose={onClose}
    >
      <p>{t("person:devices.consequence")}</p>
      <Form.Item
        name="reason"
        label={t("person:devices.reason")}
        rules={[
          { required: true, whitespace: true, min: 2, message: t("member:reveal.reasonMissing") },
        ]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
