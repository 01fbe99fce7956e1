import { asProblem } from "@habitue/kit/api/problem";
import { useMutation } from "@tanstack/react-query";
import { Alert, Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";

interface FormDialogProps<Typed, Answer> {
  readonly title: string;
  /** What the button does. */
  readonly verb: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (typed: Typed) => Promise<Answer>;
  /** Done, and before the dialog closes. */
  readonly onDone?: (answer: Answer) => unknown;
  readonly onFailed?: () => void;
  /** What to say where the server says nothing. */
  readonly failed: string;
  /** What a refusal says, where it is not the server's. */
  readonly saying?: (thrown: unknown) => string | undefined;
  readonly initial?: Partial<Typed>;
  readonly danger?: boolean;
  /** Not to be pressed yet, such as while something that it depends on is unknown. */
  readonly disabled?: boolean;
  /** In pixels, where the usual is too narrow. */
  readonly width?: number;
  /** There is no way around it. */
  readonly forced?: boolean;
  readonly children: ReactNode | ((form: FormInstance<Typed>) => ReactNode);
}

/**
 * FormDialog asks for something, sends it, and says above the fields why it was
 * refused. Whatever was typed is forgotten when it closes, whether sent or not.
 */
export function FormDialog<Typed extends object, Answer>(props: FormDialogProps<Typed, Answer>) {
  const { title, verb, open, onClose, onSubmit, onDone, onFailed, failed, saying } = props;
  const { initial, danger = false, disabled = false, forced = false, width = 520 } = props;
  const { children } = props;
  const [form] = Form.useForm<Typed>();
  const sending = useMutation({
    mutationFn: onSubmit,
    onSuccess: async (answer) => {
      await onDone?.(answer);
      onClose();
    },
    onError: onFailed,
    gcTime: 0,
  });
  const said = sending.error ? (saying?.(sending.error) ?? refusalOf(sending.error)) : null;
  return (
    <Modal
      open={open}
      width={width}
      title={title}
      okText={verb}
      okButtonProps={{ loading: sending.isPending, danger, disabled }}
      closable={!forced}
      keyboard={!forced}
      mask={{ closable: !forced }}
      cancelButtonProps={forced ? { style: { display: "none" } } : {}}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={sending.reset}
      destroyOnHidden
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={initial}
        onFinish={sending.mutate}
      >
        {said !== null && (
          <Alert type="error" showIcon title={said || failed} style={{ marginBlockEnd: 16 }} />
        )}
        {typeof children === "function" ? children(form) : children}
      </Form>
    </Modal>
  );
}

/** What the server says is wrong: with each field, or with the whole. */
function refusalOf(thrown: unknown): string {
  const { fields, detail } = asProblem(thrown);
  return fields.map(({ message }) => message).join(" ") || detail;
}
