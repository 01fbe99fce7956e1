import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../../components/rule/Field";
import { type Choice, type Choices, without } from "../../../components/terms/terms";
import type { Sample } from "../api/trial";
import own from "../pricing.module.css";

export type Occasion = Pick<Sample, "level" | "store" | "channel" | "at">;

interface OccasionFieldsProps {
  readonly occasion: Occasion;
  readonly choices: Choices;
  readonly onChange: (occasion: Occasion) => void;
}

/** Who buys, where and when. */
export function OccasionFields({ occasion, choices, onChange }: OccasionFieldsProps) {
  const { t } = useTranslation("pricing");
  const choose = (
    name: "level" | "store" | "channel",
    options: readonly Choice[],
    none: string,
  ) => (
    <Field label={t(`sample.${name}`)}>
      <Select
        allowClear
        aria-label={t(`sample.${name}`)}
        showSearch={{ optionFilterProp: "label" }}
        placeholder={none}
        value={occasion[name] ?? null}
        options={[...options]}
        onChange={(value: string | undefined) =>
          onChange(without({ ...occasion, [name]: value ?? "" }))
        }
      />
    </Field>
  );
  return (
    <div className={own.occasion}>
      {choose("level", choices.levels, t("sample.nobody"))}
      {choose("store", choices.stores, t("sample.anywhere"))}
      {choose("channel", choices.channels, t("sample.anyChannel"))}
      <Field label={t("sample.at")}>
        <Input
          type="datetime-local"
          onChange={({ target }) =>
            onChange(
              without({
                ...occasion,
                at: target.value ? new Date(target.value).toISOString() : "",
              }),
            )
          }
        />
      </Field>
    </div>
  );
}
