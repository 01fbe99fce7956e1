import { type NameByLanguage, nameOf } from "../../../components/NameFields";
import type { MemberField, SavedField } from "./fields";

interface TypedChoice {
  readonly code: string;
  readonly name: string;
  readonly ended?: boolean;
}

/** A field as it is typed: hints and options in the language of who writes. */
export interface TypedField
  extends Omit<SavedField, "choices" | "version" | "name_i18n" | "hint_i18n"> {
  readonly code: string;
  readonly name_i18n: NameByLanguage;
  readonly hint?: string;
  readonly options?: TypedChoice[];
}

export function typedOf(field: MemberField | undefined, language: string): Partial<TypedField> {
  if (!field) return { kind: "text", face: "hidden", weight: 0, name_i18n: {} };
  const { choices, hint_i18n, name: _, version: __, ...rest } = field;
  return {
    ...rest,
    hint: inLanguage(hint_i18n, language),
    options: (choices ?? [])
      .filter(({ ended }) => !ended)
      .map(({ code, name_i18n }) => ({ code, name: inLanguage(name_i18n, language) })),
  };
}

function inLanguage(words: NameByLanguage | undefined, language: string): string {
  return words?.[language] ?? Object.values(words ?? {})[0] ?? "";
}

/** savedOf is a field as the API takes it. Hints and options are written in the writer's language; what others wrote stays. */
export function savedOf(
  typed: TypedField,
  field: MemberField | undefined,
  language: string,
): SavedField {
  const { code: _, options, hint, name_i18n, ...rest } = typed;
  const hints = nameOf({ ...field?.hint_i18n, [language]: hint ?? "" });
  return {
    ...rest,
    kind: field?.kind ?? typed.kind,
    face: typed.face ?? field?.face ?? "hidden",
    weight: typed.weight ?? 0,
    version: field?.version ?? 0,
    name_i18n: nameOf({ ...field?.name_i18n, ...name_i18n }),
    hint_i18n: hints,
    ...(options &&
      options.length > 0 && {
        choices: options.map(({ code, name }) => ({
          code: code.trim(),
          name_i18n: {
            ...field?.choices?.find((one) => one.code === code)?.name_i18n,
            [language]: name.trim(),
          },
        })),
      }),
  };
}
