import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { providersQuery } from "../api/queries";
import { knowsPasskeys } from "../lib/passkey";
import { Button } from "../parts/Button";
import { Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import styles from "./details.module.css";
import type { Deed, Passkey } from "./IdentitiesPage";

interface ListProps {
  readonly passkeys: readonly Passkey[];
  readonly onDeed: (deed: Deed) => void;
}

/** PasskeyList is in which devices keys lie that sign one in. */
export function PasskeyList({ passkeys, onDeed }: ListProps) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const offered = useQuery(providersQuery).data?.passkeys_at === location.origin;
  if (!offered && passkeys.length === 0) return null;
  return (
    <Part title={t("identities.passkeys.title")}>
      <p className={styles.note}>{t("identities.passkeys.help")}</p>
      <Rows>
        {passkeys.map((one) => (
          <Row
            key={one.id}
            title={one.name}
            note={[
              t("identities.passkeys.made", { day: format.date(one.made_at) }),
              one.used_at
                ? t("identities.passkeys.used", { moment: format.moment(one.used_at) })
                : t("identities.passkeys.unused"),
            ].join(" · ")}
            value={
              <Button
                small
                aria-label={t("identities.passkeys.removeOf", { name: one.name })}
                onClick={() => onDeed({ do: "passkey-end", passkey: one })}
              >
                {t("identities.passkeys.remove")}
              </Button>
            }
          >
            {one.copied_at && (
              <p role="note" className={styles.alarm}>
                {t("identities.passkeys.copied", { moment: format.moment(one.copied_at) })}
              </p>
            )}
          </Row>
        ))}
      </Rows>
      {offered && knowsPasskeys() && (
        <Button onClick={() => onDeed({ do: "passkey" })}>{t("identities.passkeys.add")}</Button>
      )}
    </Part>
  );
}
