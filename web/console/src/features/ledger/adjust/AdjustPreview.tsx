import { asProblem } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { Day } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Alert, Form, type FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import { useSettled } from "../../../lib/settled";
import { adjustingQuery } from "../api/adjust-member";
import { useFigures } from "../useAmounts";
import styles from "./adjust.module.css";
import { askingOf, type Typed } from "./asking";

interface PreviewProps {
  readonly form: FormInstance<Typed>;
  readonly memberId: Id;
  readonly unit: string;
  readonly asset: string | undefined;
}

/** What it comes to, as the server reckons it, and whether a second person has to look. */
export function AdjustPreview({ form, memberId, asset, unit: named }: PreviewProps) {
  const { t } = useTranslation("asset");
  const { figure, unitOf } = useFigures(asset);
  const unit = unitOf(named);
  const typed = (Form.useWatch([], form) ?? {}) as Typed;
  const asking = useSettled(askingOf(typed));
  const { data, error } = useQuery(adjustingQuery(memberId, asking));
  if (!asking) return <p className={styles.quiet}>{t("adjust.previewHelp")}</p>;
  if (error) {
    const { fields, detail } = asProblem(error);
    return (
      <Alert
        type="warning"
        showIcon
        title={fields.map(({ message }) => message).join(" ") || detail}
      />
    );
  }
  if (!data) return <p className={styles.quiet}>{t("adjust.reckoning")}</p>;
  const { before, after, lots, needs_approval, limit } = data;
  return (
    <section className={styles.preview} aria-live="polite" aria-label={t("adjust.preview")}>
      {asking.kind === "adjust" ? (
        <strong className="kit-figure">
          {t("adjust.outcome", {
            before: figure(before.available),
            after: figure(after.available),
            unit,
          })}
        </strong>
      ) : (
        <ul>
          {lots.slice(0, lotsShown).map(({ lot_id, remaining, was, until }) => (
            <li key={lot_id}>
              <span className="kit-figure">
                {figure(remaining)} {unit}
              </span>
              {": "}
              <Day at={was} /> → <Day at={until} />
            </li>
          ))}
          {lots.length > lotsShown && (
            <li>{t("adjust.moreLots", { count: lots.length - lotsShown })}</li>
          )}
        </ul>
      )}
      {before.owed !== after.owed && (
        <div>
          {t("adjust.owed", {
            before: figure(before.owed),
            after: figure(after.owed),
            unit,
          })}
        </div>
      )}
      <Alert
        type={needs_approval ? "warning" : "info"}
        showIcon
        title={t(needs_approval ? "adjust.needsApproval" : "adjust.withinLimit", {
          limit: figure(limit),
          unit,
        })}
      />
    </section>
  );
}

const lotsShown = 5;
