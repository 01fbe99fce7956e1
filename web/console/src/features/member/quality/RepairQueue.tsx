import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Segmented, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { useKeys } from "../../../components/useKeys";
import { rowsOf } from "../../../lib/page";
import { useCan } from "../../../lib/permissions";
import { FindingView } from "./FindingView";
import { IgnoreDialog } from "./IgnoreDialog";
import { type Finding, findingsQuery, type QualityRule, qualityPartsQuery } from "./quality";
import styles from "./quality.module.css";
import { RepairAll } from "./RepairAll";
import { named, useRepair } from "./useRepair";

interface RepairQueueProps {
  readonly rules: readonly QualityRule[];
  readonly rule: string | undefined;
  /** Only of whom this import brought. */
  readonly run: Id | undefined;
  readonly onRule: (rule: string | undefined) => void;
  readonly onEveryRun: () => void;
}

/** What is wrong, one finding at a time, dealt with by a button or by 1 to 3, J and K. */
export function RepairQueue({ rules, rule, run, onRule, onEveryRun }: RepairQueueProps) {
  const { t } = useTranslation("quality");
  const [state, setState] = useState<"open" | "ignored">("open");
  const [fixable, setFixable] = useState(false);
  const query = useInfiniteQuery(findingsQuery({ state, rule, run, fixable }));
  const findings = rowsOf(query.data);
  const mayEdit = useCan()("member:edit");
  return (
    <>
      <div className={styles.tools}>
        <Segmented
          aria-label={t("queue.state")}
          value={state}
          options={(["open", "ignored"] as const).map((value) => ({
            value,
            label: t(`state.${value}`),
          }))}
          onChange={setState}
        />
        <Select
          className={styles.pick}
          allowClear
          placeholder={t("queue.anyRule")}
          aria-label={t("queue.rule")}
          value={rule}
          options={rules
            .filter(({ enabled }) => enabled)
            .map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(chosen) => onRule(chosen)}
        />
        {run && <OfRun run={run} onClose={onEveryRun} />}
        {state === "open" && (
          <Checkbox checked={fixable} onChange={({ target }) => setFixable(target.checked)}>
            {t("queue.fixable")}
          </Checkbox>
        )}
        {mayEdit && state === "open" && <RepairAll findings={findings} />}
      </div>
      {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {query.isError && !query.data && (
        <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && findings.length === 0 && (
        <EmptyState title={t(`queue.none.${state}`)}>{t("queue.noneHelp")}</EmptyState>
      )}
      {findings.length > 0 && (
        <OneByOne
          findings={findings}
          {...(query.hasNextPage && { onMore: () => void query.fetchNextPage() })}
        />
      )}
    </>
  );
}

/** Which import the findings are narrowed to; closing it shows those of all. */
function OfRun({ run, onClose }: { run: Id; onClose: () => void }) {
  const { t } = useTranslation("quality");
  const parts = useQuery(qualityPartsQuery).data?.items ?? [];
  const name = parts.find(({ part, key }) => part === "run" && key === run)?.name ?? run;
  return (
    <Tag closable onClose={onClose}>
      {t("queue.run", { name })}
    </Tag>
  );
}

interface OneByOneProps {
  readonly findings: readonly Finding[];
  readonly onMore?: () => void;
}

function OneByOne({ findings, onMore }: OneByOneProps) {
  const { t } = useTranslation("quality");
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, findings.length - 1);
  const shown = findings[at];
  useKeys(
    {
      j: () => setChosen(Math.min(at + 1, findings.length - 1)),
      k: () => setChosen(Math.max(at - 1, 0)),
    },
    true,
  );
  if (!shown) return null;
  return (
    <div className={styles.queue}>
      <nav aria-label={t("queue.list")}>
        <ul className={styles.list}>
          {findings.map((one, index) => (
            <li key={one.id}>
              <button type="button" aria-current={index === at} onClick={() => setChosen(index)}>
                <span>{one.member?.name ?? one.member?.number}</span>
                <small>{one.name}</small>
              </button>
            </li>
          ))}
        </ul>
        {onMore && (
          <Button block onClick={onMore}>
            {t("queue.more")}
          </Button>
        )}
      </nav>
      <Acting key={shown.id} finding={shown} />
    </div>
  );
}

function Acting({ finding }: { finding: Finding }) {
  const { t } = useTranslation("quality");
  const [ignoring, setIgnoring] = useState(false);
  const { repair, reopen, working } = useRepair();
  const mayRepair = useCan()("member:edit") && finding.suggestion !== null;
  const open = finding.state === "open";
  useKeys(
    {
      "1": () => open && mayRepair && void repair([named(finding)]),
      "2": () => (open ? setIgnoring(true) : void reopen(finding)),
    },
    !ignoring,
  );
  return (
    <section aria-label={t("queue.finding")}>
      <FindingView finding={finding} />
      <div className={styles.acts}>
        {open && mayRepair && (
          <Button type="primary" loading={working} onClick={() => void repair([named(finding)])}>
            {t("repair.one")} <kbd>1</kbd>
          </Button>
        )}
        <Button
          disabled={working}
          onClick={() => (open ? setIgnoring(true) : void reopen(finding))}
        >
          {open ? t("ignore.verb") : t("ignore.reopen")} <kbd>2</kbd>
        </Button>
        <span className={styles.quiet}>{t("queue.keys")}</span>
      </div>
      {ignoring && <IgnoreDialog finding={finding} onClose={() => setIgnoring(false)} />}
    </section>
  );
}
