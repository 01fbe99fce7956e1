import { asProblem } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { bindIdentity, type Held, identitiesQuery } from "./identities";
import { useKindName } from "./kinds";

interface Typed {
  readonly kind: string;
  readonly system?: string;
  readonly value: string;
  readonly reason: string;
}

interface BindDialogProps {
  readonly memberId: Id;
  /** In whose place the other comes; without one it is one more. */
  readonly replaced: Held | undefined;
  readonly onMerge: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Lets a member be known by one more identity, or by another in place of one. */
export function BindDialog({ memberId, replaced, onMerge, onClose }: BindDialogProps) {
  const { t } = useTranslation(["person", "member"]);
  const kindName = useKindName();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [taken, setTaken] = useState(false);
  return (
    <FormDialog<Typed, Awaited<ReturnType<typeof bindIdentity>>>
      open
      title={
        replaced
          ? t("person:identity.changeOf", { of: `${kindName(replaced.kind)} ${replaced.shown}` })
          : t("person:identity.bind")
      }
      verb={t(replaced ? "person:identity.change" : "person:identity.bindVerb")}
      failed={t("person:identity.failed")}
      initial={{ kind: "phone" }}
      saying={(thrown) => {
        setTaken(asProblem(thrown).code === "member.identity_taken");
        return undefined;
      }}
      onSubmit={({ kind, system, value, reason }) =>
        bindIdentity(memberId, {
          kind: replaced?.kind ?? (kind === "external" ? `external:${system?.trim()}` : kind),
          value: value.trim(),
          reason: reason.trim(),
          ...(replaced && { replaces: replaced.id }),
        })
      }
      onDone={async (now) => {
        client.setQueryData(identitiesQuery(memberId).queryKey, now);
        message.success(t("person:identity.done"));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      {({ getFieldValue }) => (
        <>
          {taken && onMerge && (
            <Button
              style={{ marginBlockEnd: 16 }}
              onClick={() => {
                onClose();
                onMerge();
              }}
            >
              {t("person:identity.merge")}
            </Button>
          )}
          {replaced && (
            <Alert
              type="warning"
              showIcon
              title={t("person:identity.consequence")}
              style={{ marginBlockEnd: 16 }}
            />
          )}
          {!replaced && (
            <Form.Item name="kind" label={t("person:identity.kind")}>
              <Select
                options={(["phone", "email", "card", "external"] as const).map((value) => ({
                  value,
                  label: t(`person:identity.kinds.${value}`),
                }))}
              />
            </Form.Item>
          )}
          {!replaced && (
            <Form.Item noStyle shouldUpdate={(a: Typed, b: Typed) => a.kind !== b.kind}>
              {() =>
                getFieldValue("kind") === "external" && (
                  <Form.Item
                    name="system"
                    label={t("person:identity.system")}
                    extra={t("person:identity.systemHelp")}
                    rules={[
                      { required: true, message: t("person:identity.systemMissing") },
                      { pattern: /^[a-z0-9._-]+$/, message: t("person:identity.systemHelp") },
                    ]}
                  >
                    <Input maxLength={32} autoComplete="off" />
                  </Form.Item>
                )
              }
            </Form.Item>
          )}
          <Form.Item
            name="value"
            label={t(replaced ? "person:identity.newValue" : "person:identity.value")}
            rules={[
              { required: true, whitespace: true, message: t("person:identity.valueMissing") },
            ]}
          >
            <Input maxLength={254} autoComplete="off" autoFocus />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t("person:identity.reason")}
            extra={t("person:identity.reasonHelp")}
            rules={[
              {
                required: true,
                whitespace: true,
                min: 2,
                message: t("member:reveal.reasonMissing"),
              },
            ]}
          >
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}
