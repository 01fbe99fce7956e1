import { type InputHTMLAttributes, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./code-field.module.css";
import { Field } from "./Field";

interface PasswordFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  readonly label: string;
}

/** PasswordField is a password that can be looked at: on a telephone one mistypes. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useTranslation("me");
  const [shown, setShown] = useState(false);
  return (
    <div className={`${styles.code} ${styles.look}`}>
      <Field
        {...props}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
        {t(shown ? "signIn.hide" : "signIn.show")}
      </Button>
    </div>
  );
}
