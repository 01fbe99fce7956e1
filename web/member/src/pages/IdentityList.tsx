import { useFormat } from "@habitue/kit/format/reader";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Button } from "../parts/Button";
import { Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import type { ReachKind } from "./BindForm";
import styles from "./details.module.css";
import type { Deed, Held } from "./IdentitiesPage";
import { type Provider, useProviders } from "./ProviderButtons";

interface ListProps {
  readonly items: readonly Held[];
  /** Whether there is one. */
  readonly password: boolean;
  readonly onDeed: (deed: Deed) => void;
}

/** IdentityList is by what one is known, and what one may do about it. */
export function IdentityList({ items, password, onDeed }: ListProps) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const providers = useProviders();
  const reachable = items.filter((one) => one.reachable);
  const bound = items.flatMap(({ provider }) => provider ?? []);
  // WeChat knows one by several keys, which go together.
  const shown = items.filter(
    (one) => !isWeChat(one) || one.id === items.find((other) => isWeChat(other))?.id,
  );
  // Whom WeChat knows in all that belongs to the shop, it knows here, too.
  const union = items.some(({ kind }) => kind === "external:wechat.unionid");
  const spare = items.filter(({ number }) => !number).length > 1;
  return (
    <>
      <p className={styles.note}>{t("identities.help")}</p>
      <Part>
        <Rows>
          {shown.map((one) => (
            <Row
              key={one.id}
              title={nameOf(one, providers, t)}
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
              {one.provider && spare && (
                <div className={styles.acts}>
                  <Button small onClick={() => onDeed({ do: "end", held: one })}>
                    {t("identities.end")}
                  </Button>
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
      {providers
        .filter(({ name, way }) => !bound.includes(name) && !(union && way !== "page"))
        .map((provider) => (
          <Button key={provider.name} onClick={() => onDeed({ do: "provider", provider })}>
            {t("identities.with", { title: provider.title })}
          </Button>
        ))}
    </>
  );
}

function isWeChat({ kind, provider }: Held): boolean {
  return provider !== null && kind.startsWith("external:wechat.");
}

function nameOf(
  { kind, number, provider }: Held,
  providers: readonly Provider[],
  t: TFunction<"me">,
): string {
  if (provider) return providers.find(({ name }) => name === provider)?.title ?? provider;
  if (number) return t("identities.number");
  const system = /^external:(.+)$/.exec(kind)?.[1];
  return system ?? t(`identities.kind.${kind as ReachKind | "card" | "oidc"}`);
}
