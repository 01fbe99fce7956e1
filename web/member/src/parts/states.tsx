import { asProblem, type Problem, type ProblemKind } from "@habitue/kit/api/problem";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./parts.module.css";

/** Waiting stands where something will be. */
export function Waiting() {
  const { t } = useTranslation("kit");
  return (
    <p className={styles.waiting} role="status">
      {t("list.loading")}
    </p>
  );
}

/** Failed says what happened and offers to try again where that makes sense. */
export function Failed({ thrown, onRetry }: { thrown: unknown; onRetry?: () => void }) {
  const { t } = useTranslation("kit");
  const problem = asProblem(thrown);
  const again = onRetry && mayPass.includes(problem.kind);
  return (
    <div className={styles.state} role="alert">
      <strong>{titleOf(problem, t)}</strong>
      {mayPass.includes(problem.kind) && <p>{problem.detail || t("problem.busyHelp")}</p>}
      {again && <Button onClick={onRetry}>{t("problem.retry")}</Button>}
    </div>
  );
}

/** What may be otherwise in a moment; everything else is an answer. */
const mayPass: readonly ProblemKind[] = ["unreachable", "busy", "internal"];

/** An answer is said as the server says it. */
function titleOf(problem: Problem, t: TFunction<"kit">): string {
  switch (problem.kind) {
    case "unreachable":
      return t("problem.unreachable");
    case "busy":
      return t("problem.busy");
    case "internal":
      return t("problem.internal");
    default:
      return problem.detail || t("problem.invalidHelp");
  }
}

interface EmptyProps {
  readonly title: string;
  readonly help: string;
  readonly children?: ReactNode;
}

/** Empty says that there is nothing, and what to do about it. */
export function Empty({ title, help, children }: EmptyProps) {
  return (
    <div className={styles.state}>
      <strong>{title}</strong>
      <p>{help}</p>
      {children}
    </div>
  );
}

interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Loaded shows what was asked for, once it is there. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: Asked<Data>;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed thrown={query.error} onRetry={() => query.refetch()} />;
  return <Waiting />;
}
