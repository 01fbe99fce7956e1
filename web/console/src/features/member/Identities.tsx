import { useTranslation } from "react-i18next";
import type { Member } from "./api/get-member";

const shownElsewhere = new Set(["phone", "email", "number"]);

/** The keys beside phone, e-mail and member number by which channels know a member. */
export function Identities({ identities }: Pick<Member, "identities">) {
  const { t } = useTranslation("member");
  const others = identities.filter(({ kind }) => !shownElsewhere.has(kind));
  if (others.length === 0) return "—";
  return others.map(({ kind, shown }) => (
    <div key={`${kind} ${shown}`}>
      {kindName(kind)} <span className="kit-figure">{shown}</span>
    </div>
  ));

  function kindName(kind: string): string {
    if (kind === "card") return t("identity.card");
    return kind.replace(/^external:/, "");
  }
}
