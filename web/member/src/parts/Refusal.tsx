import { asProblem } from "@habitue/kit/api/problem";
import { useTranslation } from "react-i18next";
import styles from "./parts.module.css";

/** Refusal is what the server says to what was typed. */
export function Refusal({ thrown }: { thrown: unknown }) {
  const { t } = useTranslation("kit");
  const problem = asProblem(thrown);
  const said = problem.fields.map(({ message }) => message).join(" ");
  return (
    <p role="alert" className={styles.refusal}>
      {said || problem.detail || t("problem.unreachable")}
    </p>
  );
}
