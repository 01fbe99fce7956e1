import type { Id } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { endIdentity, type Held, identitiesQuery } from "./identities";
import { useKindName } from "./kinds";

interface EndDialogProps {
  readonly memberId: Id;
  readonly identity: Held;
  readonly onClose: () => void;
}

/** Takes an identity off a member; somebody else may have it then. */
export function EndDialog({ memberId, identity, onClose }: EndDialogProps) {
  const { t } = useTranslation(["person", "member"]);
  const kindName = useKindName();
  const { message } = App.useApp();
  const client = useQueryClient();
  return (
    <FormDialog
      open
      danger
      title={t("person:identity.endOf", { of: `${kindName(identity.kind)} ${identity.shown}` })}
      verb={t("person:identity.end")}
      failed={t("person:identity.failed")}
      onSubmit={({ reason }: { reason: string }) =>
        endIdentity(memberId, identity.id, reason.trim())
      }
      onDone={async (now) => {
        client.setQueryData(identitiesQuery(memberId).queryKey, now);
        message.success(t("person:identity.ended"));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      <p>{t("person:identity.endConsequence")}</p>
      <Form.Item
        name="reason"
        label={t("person:identity.reason")}
        rules={[
          { required: true, whitespace: true, min: 2, message: t("member:reveal.reasonMissing") },
        ]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
