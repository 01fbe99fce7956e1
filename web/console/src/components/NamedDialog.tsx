import type { ReactNode } from "react";
import { CodeField } from "./CodeField";
import { EditDialog } from "./EditDialog";
import { type NameByLanguage, NameFields, nameOf } from "./NameFields";

/** What has a code by which systems know it, and a name for people. */
export interface Named {
  readonly code: string;
  readonly name_i18n: NameByLanguage;
}

interface NamedDialogProps<Typed extends Named> {
  readonly title: string;
  readonly verb: string;
  readonly open: boolean;
  /** The one to change; without one a new one is made, with a code. */
  readonly thing?: Named | undefined;
  /** What is in the fields first; of the one to change, what it is now. */
  readonly initial: Typed;
  /** Fields besides the name. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onSave: (typed: Typed) => Promise<unknown>;
}

/** Makes something with a code and a name, or changes it; the code stays. */
export function NamedDialog<Typed extends Named>(props: NamedDialogProps<Typed>) {
  const { thing, children, onSave, ...dialog } = props;
  return (
    <EditDialog<Typed>
      {...dialog}
      onSave={(typed) => {
        const name_i18n = nameOf({ ...thing?.name_i18n, ...typed.name_i18n });
        return onSave({ ...typed, code: thing?.code ?? typed.code.trim(), name_i18n });
      }}
    >
      {!thing && <CodeField />}
      <NameFields autoFocus={thing !== undefined} />
      {children}
    </EditDialog>
  );
}

/** A thing that nothing is known of yet. */
export const unnamed: Named = { code: "", name_i18n: {} };
