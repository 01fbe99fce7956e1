import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Select, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../../lib/new-key";
import { type StatementAsk, uploadStatement } from "./api/upload-statement";
import styles from "./payment.module.css";
import { Columns, Outcome, Refusal } from "./StatementParts";

/** A provider's statement as a file: tried when it is chosen, taken when the reader has seen it. */
export function UploadStatement({ providers }: { providers: readonly string[] }) {
  const { t } = useTranslation("payment");
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [file, setFile] = useState<File>();
  const [key, setKey] = useState(newKey);
  const [ask, setAsk] = useState(() => unasked(providers));
  const trying = useMutation({
    mutationFn: (chosen: { file: File; ask: StatementAsk }) =>
      uploadStatement(chosen.file, chosen.ask),
  });
  const taking = useMutation({
    mutationFn: (chosen: File) => uploadStatement(chosen, ask, key),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["payment"] }),
  });
  const forget = () => {
    trying.reset();
    taking.reset();
    setKey(newKey());
  };
  const change = (next: StatementAsk) => {
    forget();
    setAsk(next);
    if (file && next.day) trying.mutate({ file, ask: next });
  };
  const outcome = taking.data ?? trying.data;
  const thrown = taking.error ?? trying.error;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("upload.open")}</Button>
      <Modal
        open={isOpen}
        title={t("upload.title")}
        width={720}
        okText={t(taking.data ? "upload.close" : "upload.take")}
        okButtonProps={{ disabled: !trying.data, loading: taking.isPending }}
        onOk={() => (taking.data || !file ? setOpen(false) : taking.mutate(file))}
        onCancel={() => setOpen(false)}
        afterClose={() => {
          forget();
          setFile(undefined);
          setAsk(unasked(providers));
        }}
        destroyOnHidden
      >
        <p>{t("upload.help")}</p>
        <Days providers={providers} ask={ask} onChange={change} />
        <Upload.Dragger
          accept=".csv,.txt,.gz,.xlsx"
          maxCount={1}
          showUploadList={false}
          disabled={!ask.day}
          beforeUpload={(chosen) => {
            forget();
            setFile(chosen);
            trying.mutate({ file: chosen, ask });
            return false;
          }}
        >
          {file ? file.name : t(ask.day ? "upload.choose" : "upload.dayFirst")}
        </Upload.Dragger>
        {file && (
          <Columns ask={ask} outcome={outcome} isWanted={thrown !== null} onChange={change} />
        )}
        {thrown && <Refusal thrown={thrown} />}
        {outcome && !thrown && <Outcome outcome={outcome} />}
      </Modal>
    </>
  );
}

function unasked(providers: readonly string[]): StatementAsk {
  return { provider: providers[0] ?? "", day: "", until: "", columns: {} };
}

interface DaysProps {
  readonly providers: readonly string[];
  readonly ask: StatementAsk;
  readonly onChange: (ask: StatementAsk) => void;
}

/** Whose statement, and of which days of his calendar. */
function Days({ providers, ask, onChange }: DaysProps) {
  const { t } = useTranslation("payment");
  return (
    <Form layout="vertical" className={styles.days}>
      <Form.Item label={t("column.provider")} htmlFor="statement-provider">
        <Select<string>
          id="statement-provider"
          value={ask.provider}
          options={providers.map((value) => ({
            value,
            label: t(`provider.${value as "sandbox"}`, { defaultValue: value }),
          }))}
          onChange={(provider) => onChange({ ...ask, provider })}
        />
      </Form.Item>
      <Form.Item label={t("upload.day")} htmlFor="statement-day">
        <Input
          id="statement-day"
          type="date"
          value={ask.day}
          onChange={({ target: { value } }) =>
            onChange({ ...ask, day: value, until: laterOf(ask.until, value) })
          }
        />
      </Form.Item>
      <Form.Item label={t("upload.until")} htmlFor="statement-until">
        <Input
          id="statement-until"
          type="date"
          min={ask.day}
          value={ask.until}
          onChange={({ target: { value } }) => onChange({ ...ask, until: value || ask.day })}
        />
      </Form.Item>
    </Form>
  );
}

/** Days as they are written sort as they come. */
function laterOf(...days: readonly string[]): string {
  return [...days].sort().at(-1) ?? "";
}
