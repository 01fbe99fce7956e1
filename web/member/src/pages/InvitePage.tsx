import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { invitedQuery } from "../api/queries";
import { linkTo } from "../app/router";
import { QrCode } from "../parts/Codes";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Shared } from "../parts/Shared";
import { Loaded } from "../parts/states";
import styles from "./details.module.css";

/** InvitePage is what one gives to friends, and who joined by it. */
export function InvitePage() {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Page title={t("invite.title")} back="/me">
      <Loaded query={useQuery(invitedQuery)}>
        {({ invitation, joined, lately }) => {
          const address = linkTo(`/?inviter=${invitation}`);
          return (
            <>
              <Part>
                <div className={styles.code}>
                  <QrCode text={address} label={t("invite.qr")} />
                </div>
                <Shared address={address} title={t("invite.title")} help={t("invite.help")} />
              </Part>
              <Part title={joined > 0 ? t("invite.joined", { count: joined }) : t("invite.none")}>
                {lately.length > 0 && (
                  <>
                    <p className={styles.note}>{t("invite.private")}</p>
                    <Rows>
                      {byDay(lately.map((moment) => format.date(moment))).map(([day, count]) => (
                        <Row key={day} title={day} value={t("invite.people", { count })} />
                      ))}
                    </Rows>
                  </>
                )}
              </Part>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** What is on the same day stands together; the order stays. */
function byDay(days: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts];
}
