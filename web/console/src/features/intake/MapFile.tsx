import { asProblem } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Select, Skeleton, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { inspectionQuery, type Mapping, type Reading } from "./api/inspect-file";
import { mappingsQuery } from "./api/list-mappings";
import type { Run } from "./api/list-runs";
import { type FileRun, runFile } from "./api/run-file";
import { ConsentTexts } from "./ConsentTexts";
import { ForgetMapping } from "./ForgetMapping";
import styles from "./intake.module.css";
import { KindOfFile } from "./KindOfFile";
import { MappingOptions } from "./MappingOptions";
import { MappingTable } from "./MappingTable";
import { chosen, noChoice, type OpeningChoice, OpeningOptions } from "./OpeningOptions";
import { SaveMapping } from "./SaveMapping";
import { WordMap } from "./WordMap";

/** Makes the mapping of a file right, beside what stands in its columns, and tries it. */
export function MapFile({ fileId, onRun }: { fileId: Id; onRun: (run: Run) => void }) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const [reading, read] = useState<Reading>({ kind: "orders" });
  const kind = reading.kind ?? "orders";
  const setReading = (next: Reading) => read({ kind, ...next });
  const [opening, setOpening] = useState<OpeningChoice>(noChoice);
  const [duplicates, setDuplicates] = useState<NonNullable<FileRun["duplicates"]>>("keep");
  const { data, error, isFetching, refetch } = useQuery(inspectionQuery(fileId, reading));
  const trying = useMutation({
    mutationFn: () =>
      runFile(fileId, {
        ...reading,
        duplicates,
        dry_run: true,
        ...(kind === "orders" ? {} : chosen(opening)),
      }),
    onSuccess: onRun,
  });
  if (!data) {
    return error ? (
      <ProblemView thrown={error} onRetry={() => void refetch()} />
    ) : (
      <Panel>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Panel>
    );
  }
  const change = (changed: Partial<Mapping>) => {
    const { name: _, ...mapping } = data.mapping; // changed by hand, it is no more the saved one
    setReading({ mapping: { ...mapping, ...changed } });
  };
  const refused = error ?? trying.error;
  return (
    <>
      <KindOfFile kind={kind} onKind={(next) => read({ kind: next })} />
      <Panel title={t("mapping.how")} extra={<Presets reading={reading} onReading={setReading} />}>
        <MappingOptions
          mapping={data.mapping}
          duplicates={duplicates}
          onMapping={change}
          onDuplicates={setDuplicates}
        />
        {kind !== "orders" && (
          <>
            <OpeningOptions choice={opening} onChoice={setOpening} />
            <ConsentTexts inspection={data} onTexts={(texts) => change({ texts })} />
            <WordMap mapping={data.mapping} onWords={(words) => change({ words })} />
          </>
        )}
      </Panel>
      <Panel title={t("mapping.title")}>
        <p className={styles.samples}>
          {t("mapping.looked", { rows: format.number(data.rows), encoding: data.encoding })}
        </p>
        {refused && (
          <Alert
            type="error"
            showIcon
            className={styles.alert}
            title={asProblem(refused).detail || t("mapping.failed")}
          />
        )}
        {data.problems.map(({ code, field, text }) => (
          <Alert
            key={`${code} ${field}`}
            type="warning"
            showIcon
            className={styles.alert}
            title={text}
          />
        ))}
        <MappingTable
          kind={kind}
          inspection={data}
          onSource={(field, source) =>
            change({ fields: { ...data.mapping.fields, [field]: source } })
          }
        />
        <div className={styles.actions}>
          <Button
            type="primary"
            loading={trying.isPending || isFetching}
            disabled={data.problems.length > 0}
            onClick={() => trying.mutate()}
          >
            {t("mapping.try")}
          </Button>
          <SaveMapping kind={kind} mapping={data.mapping} />
        </div>
      </Panel>
    </>
  );
}

/** Mappings that came with the program or were saved. */
function Presets({
  reading,
  onReading,
}: {
  reading: Reading;
  onReading: (reading: Reading) => void;
}) {
  const { t } = useTranslation("intake");
  const kind = reading.kind ?? "orders";
  const saved = useQuery(mappingsQuery(kind)).data?.items ?? [];
  const names = [...new Set(saved.map(({ name }) => name))];
  const forgettable = saved.find(({ name, built_in }) => name === reading.preset && !built_in);
  const chosen = reading.mapping ? "byHand" : (reading.preset ?? "");
  const own = reading.mapping ? [{ value: "byHand", label: t("preset.byHand") }] : [];
  return (
    <Space>
      {forgettable && (
        <ForgetMapping
          key={forgettable.name}
          kind={kind}
          name={forgettable.name}
          mapping={forgettable.mapping}
          onForgotten={() => onReading({})}
        />
      )}
      <Select
        aria-label={t("preset.title")}
        value={chosen}
        popupMatchSelectWidth={false}
        options={[
          { value: "", label: t("preset.found") },
          ...own,
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(preset: string) => onReading(preset ? { preset } : {})}
      />
    </Space>
  );
}
