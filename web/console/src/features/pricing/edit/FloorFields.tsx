import { Button, Checkbox, InputNumber, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import styles from "../../../components/rule/rule.module.css";
import { GoodsFields } from "../../../components/terms/GoodsFields";
import type { GoodsChoices } from "../../../components/terms/terms";
import type { Floor, FloorPart } from "../api/floor";

interface FloorFieldsProps {
  readonly floor: Floor;
  readonly goods: GoodsChoices;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (floor: Floor) => void;
}

/** Whether there is a floor, and how much of the price it leaves. */
export function FloorFields({ floor, wrong, onChange }: Omit<FloorFieldsProps, "goods">) {
  const { t } = useTranslation("pricing");
  return (
    <Panel title={t("floor.all")}>
      <Field label={t("floor.on")}>
        <Switch
          aria-label={t("floor.on")}
          checked={!floor.off}
          onChange={(on) => onChange({ ...floor, off: !on })}
        />
      </Field>
      {!floor.off && (
        <Field label={t("floor.rate")} wrong={wrong("rate_bps")}>
          <Share
            label={t("floor.rate")}
            bps={floor.rate_bps}
            onChange={(rate_bps) => onChange({ ...floor, rate_bps })}
          />
        </Field>
      )}
    </Panel>
  );
}

/** Goods that have a floor of their own, or none; the first that names goods counts. */
export function FloorParts({ floor, goods, wrong, onChange }: FloorFieldsProps) {
  const { t } = useTranslation(["pricing", "terms"]);
  if (floor.off) return null;
  const { parts = [], ...rest } = floor;
  const set = (next: FloorPart[]) => onChange(next.length > 0 ? { ...rest, parts: next } : rest);
  const put = (at: number, change: Partial<FloorPart>) =>
    set(parts.map((part, index) => (index === at ? { ...part, ...change } : part)));
  return (
    <Panel title={t("floor.parts")}>
      <div className={styles.cards}>
        <p className={styles.quiet}>{t("floor.partsHelp")}</p>
        {parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
          <div className={styles.card} key={at}>
            <GoodsFields
              goods={part.goods}
              of={t("terms:parts.part", { number: at + 1 })}
              placeholder={t("terms:parts.choose")}
              choices={goods}
              wrong={(name) =>
                wrong(`parts[${at}].goods.${name}`) ??
                (name === "categories" ? wrong(`parts[${at}].goods`) : undefined)
              }
              onChange={(next) => put(at, { goods: next })}
            />
            <div className={styles.row}>
              <Checkbox
                checked={part.off === true}
                onChange={({ target }) => put(at, { off: target.checked, rate_bps: 0 })}
              >
                {t("floor.none", { number: at + 1 })}
              </Checkbox>
              {!part.off && (
                <Field label={t("floor.rate")} wrong={wrong(`parts[${at}].rate_bps`)}>
                  <Share
                    label={t("floor.rateOf", { number: at + 1 })}
                    bps={part.rate_bps}
                    onChange={(rate_bps) => put(at, { rate_bps })}
                  />
                </Field>
              )}
              <Button
                size="small"
                danger
                onClick={() => set(parts.filter((_, index) => index !== at))}
              >
                {t("terms:parts.remove", { number: at + 1 })}
              </Button>
            </div>
          </div>
        ))}
        <div>
          <Button
            size="small"
            disabled={parts.length >= 50}
            onClick={() => set([...parts, { goods: {}, rate_bps: floor.rate_bps }])}
          >
            {t("floor.add")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

interface ShareProps {
  readonly label: string;
  readonly bps: number;
  readonly onChange: (bps: number) => void;
}

/** A share of the price: shown in per cent, kept in basis points. */
function Share({ label, bps, onChange }: ShareProps) {
  return (
    <InputNumber<number>
      aria-label={label}
      min={0}
      max={99.99}
      precision={2}
      suffix="%"
      style={{ width: "100%" }}
      value={bps / 100}
      onChange={(percent) => onChange(Math.round((percent ?? 0) * 100))}
    />
  );
}
