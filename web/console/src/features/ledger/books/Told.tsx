import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import styles from "./books.module.css";

interface ToldProps {
  readonly books: { readonly source: "copy" | "record"; readonly read_at: string };
}

/** Who answered, and how old that is: a copy is some seconds behind. */
export function Told({ books: { source, read_at } }: ToldProps) {
  const { t } = useTranslation("books");
  const format = useFormat();
  return <p className={styles.told}>{t(`told.${source}`, { when: format.precise(read_at) })}</p>;
}
