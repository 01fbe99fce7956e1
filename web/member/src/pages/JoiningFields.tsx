import { asProblem } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { shopQuery } from "../api/queries";
import { arrival } from "../app/arrival";
import { isBelow } from "../lib/age";
import { Asked } from "../parts/Asked";
import { Choice } from "../parts/Choice";
import { Field } from "../parts/Field";
import { Refusal } from "../parts/Refusal";
import { type Agreeing, GuardianFields, nobodyYet } from "./GuardianFields";
import { JoiningConsents } from "./JoiningConsents";
import styles from "./sign-in.module.css";

/** What somebody says who joins. */
export interface Joining {
  readonly name: string;
  readonly birthday: string;
  readonly consents: readonly Schemas["MyAnswer"][];
  /** Whether one is of age, where that is asked and no birthday told. */
  readonly ofAge?: "yes" | "no";
  readonly guardian: Agreeing;
  /** By the codes of the shop's own fields. */
  readonly values: Readonly<Record<string, string[]>>;
}

/** newcomer has said nothing yet. */
export const newcomer: Joining = {
  name: "",
  birthday: "",
  consents: [],
  guardian: nobodyYet,
  values: {},
};

/** toJoin is what the server is told, with where one comes from. */
export function toJoin(said: Joining, minorAge: number): Schemas["SelfJoining"] {
  const { name, birthday, consents, ofAge, guardian, values } = said;
  const minor = isMinor(said, minorAge);
  return {
    ...arrival(),
    ...(name && { name }),
    // The year is told where it decides something, and nowhere else.
    ...(birthday && { birthday: minorAge > 0 ? birthday : birthday.slice(5) }),
    ...(minorAge > 0 && ofAge && { of_age: ofAge }),
    ...(minor && { guardian }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(!minor && consents.length > 0 && { consents: [...consents] }),
  };
}

/** isMinor tells whether a guardian must agree; a birthday counts before what one says. */
function isMinor({ birthday, ofAge }: Joining, minorAge: number): boolean {
  if (minorAge === 0) return false;
  return birthday ? isBelow(birthday, minorAge, new Date()) : ofAge === "no";
}

/** refusedValues is what the server says of the shop's own fields, by their codes. */
function refusedValues(thrown: unknown): Map<string, string> {
  const fields = thrown ? asProblem(thrown).fields : [];
  return new Map(
    fields.flatMap(({ path, message }) =>
      path.startsWith(ofValues) ? [[path.slice(ofValues.length), message]] : [],
    ),
  );
}

const ofValues = "values.";

interface JoiningFieldsProps {
  readonly said: Joining;
  /** Why joining was refused. */
  readonly refused?: unknown;
  readonly onChange: (said: Joining) => void;
}

/**
 * JoiningFields asks a newcomer what he likes to say; nothing of it has to be said but what the
 * shop's own fields require.
 */
export function JoiningFields({ said, refused, onChange }: JoiningFieldsProps) {
  const { t } = useTranslation("me");
  const shop = useQuery(shopQuery).data;
  const wrong = refusedValues(refused);
  const told = shop?.asks.some(({ code }) => wrong.has(code));
  const age = shop?.minor_age ?? 0;
  return (
    <>
      <p role="status" className={styles.note}>
        {t("signIn.welcome")}
      </p>
      <Field
        label={t("signIn.name")}
        autoComplete="name"
        value={said.name}
        maxLength={80}
        onChange={(event) => onChange({ ...said, name: event.target.value })}
      />
      <Field
        label={t(said.ofAge === "no" ? "guardian.birthday" : "signIn.birthday")}
        type="date"
        autoComplete="bday"
        value={said.birthday}
        required={age > 0 && said.ofAge === "no"}
        onChange={(event) => onChange({ ...said, birthday: event.target.value })}
      />
      <p className={styles.note}>
        {t(age > 0 ? "guardian.birthdayHelp" : "signIn.birthdayHelp", { age })}
      </p>
      {shop?.asks.map((field) => (
        <Asked
          key={field.code}
          field={field}
          values={said.values[field.code] ?? []}
          wrong={wrong.get(field.code)}
          onChange={(values) =>
            onChange({ ...said, values: { ...said.values, [field.code]: values } })
          }
        />
      ))}
      {age > 0 && !said.birthday && (
        <Choice
          label={t("guardian.age")}
          value={said.ofAge ?? ""}
          options={[
            ["yes", t("guardian.ofAge", { age })],
            ["no", t("guardian.below", { age })],
          ]}
          onChange={(chosen) => onChange({ ...said, ofAge: chosen === "no" ? "no" : "yes" })}
        />
      )}
      {isMinor(said, age) ? (
        <GuardianFields
          said={said.guardian}
          onChange={(guardian) => onChange({ ...said, guardian })}
        />
      ) : (
        <JoiningConsents
          agreed={said.consents}
          onChange={(consents) => onChange({ ...said, consents })}
        />
      )}
      {refused && !told ? <Refusal thrown={refused} /> : null}
    </>
  );
}
