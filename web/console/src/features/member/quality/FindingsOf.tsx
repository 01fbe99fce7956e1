import type { Id } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../../lib/permissions";
import { IgnoreDialog } from "./IgnoreDialog";
import { type Finding, findingsOfQuery, severityColours } from "./quality";
import styles from "./quality.module.css";
import { named, useRepair } from "./useRepair";

/** What is found wrong with the record of one member. */
export function FindingsOf({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("quality");
  const can = useCan();
  const { data } = useQuery({ ...findingsOfQuery(memberId), enabled: can("member:quality") });
  const { repair, working } = useRepair();
  const [ignoring, setIgnoring] = useState<Finding>();
  const open = data?.items.filter(({ state }) => state === "open") ?? [];
  if (open.length === 0) return null;
  return (
    <section aria-label={t("of.title")}>
      <h3 className={styles.part}>{t("of.title")}</h3>
      <ul className={styles.of}>
        {open.map((one) => (
          <li key={one.id}>
            <Tag color={severityColours[one.severity]}>{t(`severity.${one.severity}`)}</Tag>
            <span>
              {one.name}
              {one.suggestion && (
                <>
                  {": "}
                  <del>{one.suggestion.was}</del> → <ins>{one.suggestion.is}</ins>
                </>
              )}
              <span className={styles.quiet}> {one.advice}</span>
            </span>
            {one.suggestion && can("member:edit") && (
              <Button size="small" loading={working} onClick={() => void repair([named(one)])}>
                {t("repair.one")}
              </Button>
            )}
            <Button size="small" type="text" onClick={() => setIgnoring(one)}>
              {t("ignore.verb")}
            </Button>
          </li>
        ))}
      </ul>
      {ignoring && <IgnoreDialog finding={ignoring} onClose={() => setIgnoring(undefined)} />}
    </section>
  );
}
