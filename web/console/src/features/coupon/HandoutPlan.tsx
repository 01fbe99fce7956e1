import { asProblem } from "@habitue/kit/api/problem";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Form, type FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import { useSettled } from "../../lib/settled";
import { planQuery } from "./api/give";
import type { Pack } from "./api/packs";
import styles from "./coupon.module.css";
import { bodyOf, type TypedHandout } from "./handout";

export interface HandoutFieldsProps {
  readonly form: FormInstance<TypedHandout>;
  readonly what: string | undefined;
  readonly member: string | undefined;
  readonly packs: readonly Pack[];
}

/** What it would come to: how many, who is unknown, whether a second person is needed. */
export function HandoutPlan({ form, what, member, packs }: HandoutFieldsProps) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const typed = Form.useWatch([], form) as Partial<TypedHandout> | undefined;
  const body = useSettled(bodyOf({ ...typed, what: typed?.what ?? what, member }, packs));
  const { data, error } = useQuery(planQuery(body));
  if (!body) return null;
  if (error) return <Alert type="warning" showIcon title={asProblem(error).detail} />;
  if (!data) return null;
  return (
    <div className={styles.plan} aria-live="polite">
      <strong>
        {t("handout.plan", {
          members: format.number(data.members),
          coupons: format.number(data.coupons),
        })}
      </strong>
      {(data.short?.length ?? 0) > 0 && <Alert type="error" showIcon title={t("handout.short")} />}
      {data.coupons === 0 ? null : data.needs_approval ? (
        <Alert
          type="info"
          showIcon
          title={t("handout.needs", { limit: format.number(data.limit) })}
        />
      ) : (
        <span className={styles.quiet}>
          {t("handout.alone", { limit: format.number(data.limit) })}
        </span>
      )}
      {data.unknowns > 0 && (
        <>
          <span>{t("handout.unknown", { count: data.unknowns })}</span>
          <ul>
            {(data.unknown ?? []).slice(0, 5).map(({ line, text }) => (
              <li key={line}>{t("handout.line", { line, text })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
