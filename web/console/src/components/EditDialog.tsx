import { asProblem } from "@habitue/kit/api/problem";
import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface EditDialogProps<Values extends object> {
  readonly title: string;
  readonly verb: string;
  readonly open: boolean;
  readonly initial: Values;
  /** The fields. */
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** What was typed is kept, and the refusal told, when it throws. */
  readonly onSave: (values: Values) => Promise<unknown>;
}

/** Asks for the fields of one thing and saves them; it closes when that is done. */
export function EditDialog<Values extends object>(props: EditDialogProps<Values>) {
  const { title, verb, open, initial, children, onClose, onSave } = props;
  const { t } = useTranslation("app");
  const [form] = Form.useForm<Values>();
  const saving = useMutation({ mutationFn: onSave, onSuccess: onClose });
  const problem = saving.error ? asProblem(saving.error) : null;
  const said = problem?.fields.map(({ message }) => message).join(" ") || problem?.detail;
  return (
    <Modal
      open={open}
      title={title}
      okText={verb}
      okButtonProps={{ loading: saving.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={saving.reset}
      destroyOnHidden
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={initial}
        onFinish={saving.mutate}
      >
        {problem && (
          <Alert
            type="error"
            showIcon
            title={said || t("edit.failed")}
            style={{ marginBlockEnd: 16 }}
          />
        )}
        {children}
      </Form>
    </Modal>
  );
}
