import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Checkbox, Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { useCan } from "../../lib/permissions";
import { answerRequest, lossesQuery, type Request } from "./requests";

interface Typed {
  readonly refuse: boolean;
  readonly answer?: string;
  readonly waive?: boolean;
}

/** Says what was done about a request, or why it is refused; an erasure shows first what ends. */
export function AnswerDialog({ request, onClose }: { request: Request; onClose: () => void }) {
  const { t } = useTranslation("privacy");
  const { message } = App.useApp();
  const can = useCan();
  const client = useQueryClient();
  const erases = request.kind === "erase";
  const leaves = request.kind === "leave";
  const mayComplete = !leaves && (!erases || can("member:erase"));
  return (
    <FormDialog<Typed, unknown>
      open
      title={t("answerOf", { kind: t(`kind.${request.kind}`) })}
      verb={t("answer")}
      failed={t("failed")}
      danger={erases}
      initial={{ refuse: !mayComplete }}
      onSubmit={({ refuse, answer, waive }) =>
        answerRequest(request.id, {
          refuse,
          ...(answer && { answer: answer.trim() }),
          ...(waive && { waive }),
        })
      }
      onDone={async () => {
        message.success(t("answered"));
        await client.invalidateQueries({ queryKey: ["privacy"] });
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      {leaves && <Alert type="info" showIcon title={t("byTime")} />}
      {erases && can("member:erase") && <Losses request={request} />}
      <Form.Item name="refuse" label={t("outcome")}>
        <Radio.Group
          options={[
            { value: false, label: t(erases ? "eraseNow" : "done"), disabled: !mayComplete },
            { value: true, label: t("refuse") },
          ]}
        />
      </Form.Item>
      {erases && (
        <Form.Item name="waive" valuePropName="checked">
          <Checkbox>{t("waive")}</Checkbox>
        </Form.Item>
      )}
      <Form.Item noStyle dependencies={["refuse"]}>
        {({ getFieldValue }) => (
          <Form.Item
            name="answer"
            label={t("words")}
            extra={t("wordsHelp")}
            rules={[
              {
                required: getFieldValue("refuse") === true,
                whitespace: true,
                message: t("sayWhy"),
              },
            ]}
          >
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        )}
      </Form.Item>
    </FormDialog>
  );
}

function Losses({ request }: { request: Request }) {
  const { t } = useTranslation("privacy");
  const { data } = useQuery(lossesQuery(request.member.id));
  return (
    <Alert
      type="warning"
      showIcon
      title={t("ends")}
      description={
        <ul>
          {data?.items.map(({ code, text, bar }) => (
            <li key={code + text}>{bar ? <strong>{text}</strong> : text}</li>
          ))}
        </ul>
      }
    />
  );
}
