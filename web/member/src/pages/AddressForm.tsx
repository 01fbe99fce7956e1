import { answer } from "@habitue/kit/api/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { divisionsQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import fields from "../parts/field.module.css";
import { Failed } from "../parts/states";
import type { Address } from "./AddressesPage";
import styles from "./details.module.css";

interface AddressFormProps {
  readonly address: Address | undefined;
  readonly onDone: () => void;
}

/** AddressForm adds an address, or changes one. */
export function AddressForm({ address, onDone }: AddressFormProps) {
  const { t } = useTranslation("me");
  const [typed, setTyped] = useState({
    recipient: address?.recipient ?? "",
    phone: address?.phone ?? "",
    division: address?.division ?? "",
    line: address?.line ?? "",
    postcode: address?.postcode ?? "",
    chosen: address?.chosen ?? false,
  });
  const save = useMutation({
    mutationFn: () =>
      address
        ? answer(
            api.PUT("/api/v1/me/addresses/{id}", {
              params: { path: { id: address.id } },
              body: { ...typed, version: address.version },
            }),
          )
        : answer(api.POST("/api/v1/me/addresses", { body: typed })),
    onSuccess: onDone,
  });
  const text = (name: "recipient" | "phone" | "line" | "postcode") => ({
    label: t(`addresses.${name}`),
    value: typed[name],
    onChange: (event: { target: { value: string } }) =>
      setTyped({ ...typed, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field {...text("recipient")} maxLength={100} autoComplete="name" />
      <Field {...text("phone")} maxLength={40} inputMode="tel" autoComplete="tel" />
      <Division code={typed.division} onChange={(division) => setTyped({ ...typed, division })} />
      <Field {...text("line")} maxLength={300} required autoComplete="street-address" />
      <Field {...text("postcode")} maxLength={12} autoComplete="postal-code" />
      <label className={fields.tick}>
        <input
          type="checkbox"
          checked={typed.chosen}
          onChange={(event) => setTyped({ ...typed, chosen: event.target.checked })}
        />
        {t("addresses.choose")}
      </label>
      {save.error && <Failed thrown={save.error} />}
      <Button main type="submit" disabled={save.isPending}>
        {t("addresses.save")}
      </Button>
      <Button onClick={onDone}>{t("addresses.cancel")}</Button>
    </form>
  );
}

interface DivisionProps {
  readonly code: string;
  readonly onChange: (code: string) => void;
}

/** Province, then city, then district, each by the list of what lies in the one before. */
function Division({ code, onChange }: DivisionProps) {
  const { t } = useTranslation("me");
  const province = code && `${code.slice(0, 2)}0000`;
  const city = code.slice(2, 4) === "00" ? "" : code && `${code.slice(0, 4)}00`;
  const district = code.slice(4) === "00" ? "" : code;
  return (
    <>
      <Level
        label={t("addresses.province")}
        below=""
        value={province}
        onChange={(chosen) => onChange(chosen)}
      />
      {province && (
        <Level
          label={t("addresses.city")}
          below={province}
          value={city}
          onChange={(chosen) => onChange(chosen || province)}
        />
      )}
      {city && (
        <Level
          label={t("addresses.district")}
          below={city}
          value={district}
          onChange={(chosen) => onChange(chosen || city)}
        />
      )}
    </>
  );
}

interface LevelProps {
  readonly label: string;
  readonly below: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
}

function Level({ label, below, value, onChange }: LevelProps) {
  const id = useId();
  const places = useQuery(divisionsQuery(below)).data?.items ?? [];
  if (places.length === 0) return null;
  return (
    <div className={fields.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">—</option>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
