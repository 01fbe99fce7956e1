import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, List, Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Finding, repairFindings } from "./quality";
import styles from "./quality.module.css";
import { named, useRepair } from "./useRepair";

/** Applies all suggestions of the list at once, after showing what would be done. */
export function RepairAll({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation("quality");
  const [open, setOpen] = useState(false);
  const fixable = findings.filter(({ suggestion }) => suggestion !== null);
  if (fixable.length < 2) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("repair.all", { findings: fixable.length })}</Button>
      {open && <Preview findings={fixable} onClose={() => setOpen(false)} />}
    </>
  );
}

function Preview({ findings, onClose }: { findings: readonly Finding[]; onClose: () => void }) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const { repair, working } = useRepair();
  const list = findings.slice(0, 500).map(named);
  const { data, error } = useQuery({
    queryKey: ["quality", "preview", list],
    queryFn: () => repairFindings(list, true),
    gcTime: 0,
  });
  return (
    <Modal
      open
      title={t("repair.preview")}
      okText={t("repair.apply", { findings: data?.done ?? 0 })}
      okButtonProps={{ disabled: !data?.done, loading: working }}
      onOk={() => void repair(list).then(onClose)}
      onCancel={onClose}
    >
      {error && <Alert type="error" title={t("repair.failed")} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <p>
          {t("repair.would", { findings: format.number(data.done) })}{" "}
          {data.refused.length > 0 && t("repair.refused", { members: data.refused.length })}
        </p>
      )}
      <List
        className={styles.preview}
        size="small"
        dataSource={[...findings]}
        rowKey="id"
        renderItem={({ member, suggestion }) => (
          <List.Item>
            {member?.name ?? member?.number}: <del>{suggestion?.was}</del> →{" "}
            <ins>{suggestion?.is}</ins>
          </List.Item>
        )}
      />
    </Modal>
  );
}
