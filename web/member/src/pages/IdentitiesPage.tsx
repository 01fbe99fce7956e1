import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id, Restored } from "@habitue/kit/brand";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { identitiesQuery, meQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Failed, Loaded } from "../parts/states";
import { BindForm, type ReachKind } from "./BindForm";
import styles from "./details.module.css";
import { IdentityList } from "./IdentityList";
import { PasskeyList } from "./PasskeyList";
import { PasskeyEnd, PasskeyForm } from "./PasskeyPart";
import { PasswordEnd, PasswordForm } from "./PasswordPart";
import { ProofForm } from "./ProofForm";
import { type Provider, useProviders } from "./ProviderButtons";
import { ProviderPart } from "./ProviderPart";

export type Held = Restored<Schemas["MyIdentities"]>["items"][number];
export type Passkey = Restored<Schemas["MyIdentities"]>["passkeys"][number];

/** What one is about to do; what changes how one signs in is proved before. */
export type Deed =
  | { readonly do: "bind"; readonly kind: ReachKind; readonly replaced?: Held }
  | { readonly do: "end"; readonly held: Held }
  | { readonly do: "provider"; readonly provider: Provider }
  | { readonly do: "password" }
  | { readonly do: "password-end" }
  | { readonly do: "passkey" }
  | { readonly do: "passkey-end"; readonly passkey: Passkey };

/** IdentitiesPage is by what one signs in: phone and e-mail, to be added, changed and taken off. */
export function IdentitiesPage() {
  const { t } = useTranslation("me");
  const [deed, setDeed] = useState<Deed>();
  const [done, setDone] = useState(false);
  const client = useQueryClient();
  const leave = (changed: boolean) => {
    setDeed(undefined);
    setDone(changed);
    if (changed) {
      void client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
      void client.invalidateQueries({ queryKey: identitiesQuery.queryKey });
    }
  };
  return (
    <Page title={t("identities.title")} back="/me">
      <Loaded query={useQuery(identitiesQuery)}>
        {({ items, passkeys, password, proved }) =>
          deed ? (
            <Part title={titleOf(deed, t)}>
              {proved ? (
                <Doing deed={deed} onDone={() => leave(true)} onLeave={() => leave(false)} />
              ) : (
                <ProofForm
                  ways={items.filter(({ reachable }) => reachable)}
                  bound={items.flatMap(({ provider }) => provider ?? [])}
                  passkeys={passkeys.some(({ copied_at }) => copied_at === null)}
                  onLeave={() => leave(false)}
                />
              )}
            </Part>
          ) : (
            <>
              {done && <p role="status">{t("identities.done")}</p>}
              <IdentityList items={items} password={password} onDeed={setDeed} />
              <PasskeyList passkeys={passkeys} onDeed={setDeed} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function titleOf(deed: Deed, t: TFunction<"me">): string {
  if (deed.do === "end") return t("identities.endTitle");
  if (deed.do === "password") return t("identities.password");
  if (deed.do === "password-end") return t("identities.passwordEndTitle");
  if (deed.do === "passkey") return t("identities.passkeys.add");
  if (deed.do === "passkey-end") return t("identities.passkeys.removeTitle");
  if (deed.do === "provider") return t("identities.with", { title: deed.provider.title });
  return deed.replaced ? t(`identities.change.${deed.kind}`) : t(`identities.add.${deed.kind}`);
}

interface DoingProps {
  readonly deed: Deed;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

function Doing({ deed, onDone, onLeave }: DoingProps) {
  if (deed.do === "bind") {
    return <BindForm kind={deed.kind} replaced={deed.replaced} onDone={onDone} onLeave={onLeave} />;
  }
  if (deed.do === "provider")
    return <ProviderPart provider={deed.provider} use="bind" onLeave={onLeave} />;
  if (deed.do === "password") return <PasswordForm onDone={onDone} onLeave={onLeave} />;
  if (deed.do === "password-end") return <PasswordEnd onDone={onDone} onLeave={onLeave} />;
  if (deed.do === "passkey") return <PasskeyForm onDone={onDone} onLeave={onLeave} />;
  if (deed.do === "passkey-end")
    return <PasskeyEnd passkey={deed.passkey} onDone={onDone} onLeave={onLeave} />;
  return <Ending held={deed.held} onDone={onDone} onLeave={onLeave} />;
}

interface EndingProps {
  readonly held: Held;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

function Ending({ held, onDone, onLeave }: EndingProps) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const house = useProviders().find(({ name }) => name === held.provider);
  const end = useMutation({
    mutationFn: (id: Id) =>
      answer(api.DELETE("/api/v1/me/identities/{id}", { params: { path: { id } } })),
    onSuccess: (now) => {
      client.setQueryData(identitiesQuery.queryKey, now);
      onDone();
    },
    onError: () => client.invalidateQueries({ queryKey: identitiesQuery.queryKey }),
  });
  return (
    <div className={styles.form}>
      <p>{t("identities.endHelp", { shown: house?.title ?? held.shown })}</p>
      {end.error && <Failed thrown={end.error} />}
      <Button main disabled={end.isPending} onClick={() => end.mutate(held.id)}>
        {t("identities.end")}
      </Button>
      <Button onClick={onLeave}>{t("identities.leave")}</Button>
    </div>
  );
}
