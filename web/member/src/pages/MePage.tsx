import { answer } from "@habitue/kit/api/client";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { meQuery } from "../api/queries";
import type { Me } from "../app/Pages";
import { go } from "../app/router";
import { Button } from "../parts/Button";
import { AppearanceChoice, LanguageChoice } from "../parts/LanguageChoice";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";

/** MePage is who one is here, whom one invites, and how the page looks. */
export function MePage({ me }: { me: Me }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/me/session")),
    onSettled: async () => {
      // Nothing of the one who leaves stays for whoever takes the telephone next.
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== "shop" && queryKey[0] !== "me",
      });
      // First nobody is signed in, and then another page is opened: it would ask as who left.
      await client.resetQueries({ queryKey: meQuery.queryKey });
      go("/");
    },
  });
  return (
    <Page title={t("me.title")}>
      <Part>
        <Rows>
          <Row title={t("me.name")} value={me.name ?? t("me.untold")} />
          <Row title={t("me.phone")} value={me.phone_masked ?? t("me.untold")} />
          {me.email_masked && <Row title={t("me.email")} value={me.email_masked} />}
          <Row
            title={t("me.birthday")}
            value={me.birthday ? format.birthday(me.birthday) : t("me.untold")}
          />
          <Row title={t("me.joined")} value={format.date(me.joined_at)} />
          <Row title={t("invite.title")} to="/me/invite" />
          <Row title={t("identities.title")} to="/me/identities" />
          <Row title={t("details.title")} to="/me/details" />
          <Row title={t("consents.title")} to="/me/consents" />
          <Row title={t("devices.title")} to="/me/devices" />
          <Row title={t("privacy.title")} to="/me/privacy" />
        </Rows>
      </Part>
      <Part>
        <LanguageChoice />
        <AppearanceChoice />
      </Part>
      <Button disabled={leave.isPending} onClick={() => leave.mutate()}>
        {t("me.signOut")}
      </Button>
    </Page>
  );
}
