import {
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  InfoCircleOutlined,
} from "@ant-design/icons";
import { Button, Typography } from "antd";
import type { TFunction } from "i18next";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type Problem, type ProblemKind } from "../api/problem";
import "./problem.css";

interface ProblemViewProps {
  readonly thrown: unknown;
  readonly onRetry?: () => void;
  /** Small within a part of a page; a page of its own otherwise. */
  readonly size?: "page" | "small";
}

/** ProblemView says what happened, what is safe, and offers what can be done. */
export function ProblemView({ thrown, onRetry, size = "page" }: ProblemViewProps) {
  const { t } = useTranslation("kit");
  const problem = asProblem(thrown);
  const words = wordsOf(problem, t);
  const code = problem.code && (
    <Typography.Text type="secondary">{t("problem.code", { code: problem.code })}</Typography.Text>
  );
  const retry = onRetry && canRetry[problem.kind] && <Retry problem={problem} onRetry={onRetry} />;
  const Picture = pictures[problem.kind];
  return (
    <div role="alert" className={size === "page" ? "kit-problem kit-problem-page" : "kit-problem"}>
      {size === "page" && <Picture aria-hidden className="kit-problem-picture" />}
      <strong>{words.title}</strong>
      <div>{words.help}</div>
      {code}
      {retry}
    </div>
  );
}

const pictures: Record<ProblemKind, typeof InfoCircleOutlined> = {
  "signed-out": InfoCircleOutlined,
  denied: InfoCircleOutlined,
  missing: InfoCircleOutlined,
  conflict: ExclamationCircleOutlined,
  invalid: ExclamationCircleOutlined,
  busy: ExclamationCircleOutlined,
  unreachable: CloseCircleOutlined,
  internal: CloseCircleOutlined,
};

const canRetry: Record<ProblemKind, boolean> = {
  "signed-out": false,
  denied: false,
  missing: false,
  conflict: true,
  invalid: false,
  busy: true,
  unreachable: true,
  internal: true,
};

/** The server's own sentence is the better help wherever it is about this request. */
function wordsOf(problem: Problem, t: TFunction<"kit">): { title: string; help: string } {
  switch (problem.kind) {
    case "signed-out":
      return { title: t("problem.signedOut"), help: t("problem.signedOutHelp") };
    case "denied":
      return { title: t("problem.denied"), help: t("problem.deniedHelp") };
    case "missing":
      return { title: t("problem.missing"), help: problem.detail || t("problem.missingHelp") };
    case "conflict":
      return { title: t("problem.conflict"), help: problem.detail || t("problem.conflictHelp") };
    case "invalid":
      return { title: t("problem.invalid"), help: problem.detail || t("problem.invalidHelp") };
    case "busy":
      return { title: t("problem.busy"), help: problem.detail || t("problem.busyHelp") };
    case "unreachable":
      return { title: t("problem.unreachable"), help: t("problem.unreachableHelp") };
    case "internal":
      return { title: t("problem.internal"), help: t("problem.internalHelp") };
  }
}

/** Where the server said how long to wait, the button counts down before it can be used. */
function Retry({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation("kit");
  const left = useCountdown(problem.retryAfterSeconds ?? 0);
  return (
    <Button type="primary" onClick={onRetry} disabled={left > 0}>
      {left > 0 ? t("problem.retryIn", { seconds: left }) : t("problem.retry")}
    </Button>
  );
}

/** useCountdown gives the seconds that are left of a wait. */
export function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => setLeft(seconds), [seconds]);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}
