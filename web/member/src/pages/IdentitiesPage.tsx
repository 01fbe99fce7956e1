import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id, Restored } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { identitiesQuery, meQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Failed, Loaded } from "../parts/states";
import { BindForm, type ReachKind } from "./BindForm";
import styles from "./details.module.css";
import { PasswordEnd, PasswordForm } from "./PasswordPart";
import { ProofForm } from "./ProofForm";

export type Held = Restored<Schemas["MyIdentities"]>["items"][number];

/** What one is about to do; what changes how one signs in is proved before. */
type Deed =
  | { readonly do: "bind"; readonly kind: ReachKind; readonly replaced?: Held }
  | { readonly do: "end"; readonly held: Held }
  | { readonly do: "password" }
  | { readonly do: "password-end" };

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
        {({ items, password, proved }) =>
          deed ? (
            <Part title={titleOf(deed, t)}>
              {proved ? (
                <Doing deed={deed} onDone={() => leave(true)} onLeave={() => leave(false)} />
              ) : (
                <ProofForm
                  ways={items.filter(({ reachable }) => reachable)}
                  onLeave={() => leave(false)}
                />
              )}
            </Part>
          ) : (
            <>
              {done && <p role="status">{t("identities.done")}</p>}
              <List items={items} password={password} onDeed={setDeed} />
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
  if (deed.do === "password-end") return t("identities.passwordEnd");
  return deed.replaced ? t(`identities.change.${deed.kind}`) : t(`identities.add.${deed.kind}`);
}

interface ListProps {
  readonly items: readonly Held[];
  /** Whether there is one. */
  readonly password: boolean;
  readonly onDeed: (deed: Deed) => void;
}

function List({ items, password, onDeed }: ListProps) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const reachable = items.filter((one) => one.reachable);
  return (
    <>
      <p className={styles.note}>{t("identities.help")}</p>
      <Part>
        <Rows>
          {items.map((one) => (
            <Row
              key={one.id}
              title={nameOf(one, t)}
              note={t("identities.since", { day: format.date(one.since) })}
              value={<span className="figure">{one.shown}</span>}
            >
              {one.reachable && (
                <div className={styles.acts}>
                  <Button
                    small
                    aria-label={t(`identities.change.${one.kind as ReachKind}`)}
                    onClick={() =>
                      onDeed({ do: "bind", kind: one.kind as ReachKind, replaced: one })
                    }
                  >
                    {t("identities.changeVerb")}
                  </Button>
                  {reachable.length > 1 && (
                    <Button small onClick={() => onDeed({ do: "end", held: one })}>
                      {t("identities.end")}
                    </Button>
                  )}
                </div>
              )}
            </Row>
          ))}
          <Row
            title={t("identities.password")}
            value={t(password ? "identities.passwordIs" : "identities.passwordNone")}
          >
            <div className={styles.acts}>
              <Button small onClick={() => onDeed({ do: "password" })}>
                {t(password ? "identities.passwordChange" : "identities.passwordSet")}
              </Button>
              {password && (
                <Button small onClick={() => onDeed({ do: "password-end" })}>
                  {t("identities.passwordEnd")}
                </Button>
              )}
            </div>
          </Row>
        </Rows>
      </Part>
      {(["phone", "email"] as const).map((kind) => (
        <Button key={kind} onClick={() => onDeed({ do: "bind", kind })}>
          {t(`identities.add.${kind}`)}
        </Button>
      ))}
    </>
  );
}

function nameOf({ kind, number }: Held, t: TFunction<"me">): string {
  if (number) return t("identities.number");
  const system = /^external:(.+)$/.exec(kind)?.[1];
  return system ?? t(`identities.kind.${kind as ReachKind | "card"}`);
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
  if (deed.do === "password") return <PasswordForm onDone={onDone} onLeave={onLeave} />;
  if (deed.do === "password-end") return <PasswordEnd onDone={onDone} onLeave={onLeave} />;
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
      <p>{t("identities.endHelp", { shown: held.shown })}</p>
      {end.error && <Failed thrown={end.error} />}
      <Button main disabled={end.isPending} onClick={() => end.mutate(held.id)}>
        {t("identities.end")}
      </Button>
      <Button onClick={onLeave}>{t("identities.leave")}</Button>
    </div>
  );
}
