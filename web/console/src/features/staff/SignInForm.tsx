import { asProblem, type Problem } from "@habitue/kit/api/problem";
import { useCountdown } from "@habitue/kit/components/ProblemView";
import { formatClock } from "@habitue/kit/format/time";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input, type InputRef } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { PasswordInput } from "../../components/PasswordInput";
import type { Session } from "./api/get-session";
import { type Credentials, signIn } from "./api/sign-in";

/** SignInForm asks for e-mail and password and says clearly why they did not do. */
export function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => Promise<void> }) {
  const { t } = useTranslation("staff");
  const [form] = Form.useForm<Credentials>();
  const password = useRef<InputRef>(null);
  const signing = useMutation({
    mutationFn: async (credentials: Credentials) => {
      const email = credentials.email.trim();
      await onSignedIn(await signIn({ ...credentials, email }));
    },
    onError: () => {
      // What was typed stays, marked, so that the next key replaces it.
      password.current?.focus({ cursor: "all" });
    },
  });
  const problem = signing.error ? asProblem(signing.error) : null;
  const wait = useCountdown(problem?.kind === "busy" ? (problem.retryAfterSeconds ?? 0) : 0);

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={signing.mutate}
      // A lock is one account's: whoever is another person need not wait for it.
      onValuesChange={(changed) => "email" in changed && signing.reset()}
    >
      <div aria-live="assertive">{problem && <Refused problem={problem} />}</div>
      <Form.Item
        name="email"
        label={t("signIn.email")}
        rules={[{ required: true, whitespace: true, message: t("signIn.emailMissing") }]}
      >
        <Input type="email" autoComplete="username" autoFocus spellCheck={false} maxLength={254} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("signIn.password")}
        rules={[{ required: true, message: t("signIn.passwordMissing") }]}
      >
        <PasswordInput ref={password} autoComplete="current-password" />
      </Form.Item>
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={signing.isPending}
        disabled={wait > 0}
      >
        {wait > 0 ? t("signIn.wait", { time: formatClock(wait) }) : t("signIn.submit")}
      </Button>
    </Form>
  );
}

function Refused({ problem }: { problem: Problem }) {
  const { t } = useTranslation("staff");
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBlockEnd: 16 }}
      title={sentenceOf(problem, t("signIn.wrong"), t("signIn.unreachable"))}
    />
  );
}

/** The server's sentence goes first: it knows whether the account is locked and for how long. */
function sentenceOf(problem: Problem, wrong: string, unreachable: string): string {
  if (problem.detail) return problem.detail;
  return problem.kind === "signed-out" ? wrong : unreachable;
}
