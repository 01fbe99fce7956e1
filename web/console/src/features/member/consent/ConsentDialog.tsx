import type { Id } from "@habitue/kit/brand";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Radio, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { storesQuery } from "../../org/api/list-stores";
import styles from "./consent.module.css";
import { type Channel, type Consent, stateConsent } from "./consents";

interface Typed {
  readonly granted: boolean;
  readonly channel?: Channel;
  readonly via: (typeof vias)[number];
  readonly store?: string;
  readonly occurred?: string;
  readonly reason: string;
}

interface ConsentDialogProps {
  readonly memberId: Id;
  readonly consent: Consent;
  readonly onClose: () => void;
}

const vias = ["counter", "telephone", "paper", "message"] as const;

/** Records what a member said to somebody of the staff, with where the evidence lies. */
export function ConsentDialog({ memberId, consent, onClose }: ConsentDialogProps) {
  const { t } = useTranslation("person");
  const { message } = App.useApp();
  const client = useQueryClient();
  const channels = consent.answers.flatMap(({ channel }) => channel ?? []);
  return (
    <FormDialog<Typed, unknown>
      open
      title={t("consent.recordOf", { purpose: consent.title })}
      verb={t("consent.submit")}
      failed={t("consent.failed")}
      initial={{ granted: false, via: "counter" }}
      onSubmit={({ granted, channel, via, store, occurred, reason }) =>
        stateConsent(memberId, {
          purpose: consent.purpose,
          granted,
          via,
          reason: reason.trim(),
          ...(granted && { text_version: consent.text_version }),
          ...(channel && { channel }),
          ...(store && { store }),
          ...(occurred && { occurred_at: new Date(occurred).toISOString() }),
        })
      }
      onDone={async () => {
        message.success(t("consent.done"));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      {channels.length > 0 && (
        <Form.Item
          name="channel"
          label={t("consent.of")}
          rules={[{ required: true, message: t("consent.channelMissing") }]}
        >
          <Select
            options={channels.map((value) => ({ value, label: t(`consent.channel.${value}`) }))}
          />
        </Form.Item>
      )}
      <Form.Item name="granted" label={t("consent.said")}>
        <Radio.Group
          options={[
            { value: false, label: t("consent.withdrew") },
            { value: true, label: t("consent.agreed") },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={["granted"]}>
        {({ getFieldValue }) =>
          getFieldValue("granted") === true && (
            <blockquote className={styles.text}>
              <Typography.Text type="secondary">{t("consent.readOut")}</Typography.Text>
              <p>{consent.body}</p>
            </blockquote>
          )
        }
      </Form.Item>
      <Evidence />
    </FormDialog>
  );
}

function Evidence() {
  const { t } = useTranslation("person");
  const stores = useQuery(storesQuery).data?.items ?? [];
  return (
    <>
      <Form.Item name="via" label={t("consent.column.via")}>
        <Select options={vias.map((value) => ({ value, label: t(`consent.via.${value}`) }))} />
      </Form.Item>
      <Form.Item name="store" label={t("consent.store")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={stores.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="occurred" label={t("consent.occurred")} extra={t("consent.occurredHelp")}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("consent.column.reason")}
        extra={t("consent.reasonHelp")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("consent.reasonMissing") }]}
      >
        <Input maxLength={200} placeholder={t("consent.reasonExample")} />
      </Form.Item>
    </>
  );
}
