import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConsequence } from "../../../components/useConsequence";
import { AddressDialog } from "./AddressDialog";
import styles from "./field.module.css";
import { type Address, addressesQuery, deleteAddress, type MaskedAddress } from "./fields";

interface AddressesProps {
  readonly memberId: Id;
  /** In full, while they are to be seen. */
  readonly revealed: readonly Address[] | undefined;
  readonly mayEdit: boolean;
}

/** Where a member wants things sent; masked unless a reason was given to see it. */
export function Addresses({ memberId, revealed, mayEdit }: AddressesProps) {
  const { t } = useTranslation("person");
  const { data, error, refetch } = useQuery(addressesQuery(memberId));
  const [edited, setEdited] = useState<Address | "new">();
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 2 }} />;
  return (
    <section aria-label={t("address.title")}>
      <div className={styles.head}>
        <h3>{t("address.title")}</h3>
        {mayEdit && <Button onClick={() => setEdited("new")}>{t("address.add")}</Button>}
      </div>
      {data.items.length === 0 && <p className={styles.quiet}>{t("address.none")}</p>}
      <ul className={styles.cards}>
        {data.items.map((address) => (
          <Card
            key={address.id}
            memberId={memberId}
            address={address}
            full={revealed?.find(({ id }) => id === address.id)}
            mayEdit={mayEdit}
            onEdit={setEdited}
          />
        ))}
      </ul>
      {edited && (
        <AddressDialog
          memberId={memberId}
          address={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}

interface CardProps {
  readonly memberId: Id;
  readonly address: MaskedAddress;
  readonly full: Address | undefined;
  readonly mayEdit: boolean;
  readonly onEdit: (address: Address) => void;
}

/** One address. It can be changed while it is to be seen: nobody writes over what is masked. */
function Card({ memberId, address, full, mayEdit, onEdit }: CardProps) {
  const { t } = useTranslation("person");
  const ask = useConsequence();
  const client = useQueryClient();
  const forget = async () => {
    await deleteAddress(memberId, address.id);
    await client.invalidateQueries({ queryKey: ["member"] });
  };
  return (
    <li>
      <strong>{full?.recipient ?? address.recipient}</strong> {full?.phone ?? address.phone}{" "}
      {address.chosen && <Tag color="success">{t("address.chosen")}</Tag>}
      <div>
        {address.division_name} {full ? full.line : "••••"} {full?.postcode}
      </div>
      {mayEdit && (
        <div className={styles.acts}>
          {full && (
            <Button size="small" onClick={() => onEdit(full)}>
              {t("fields.change")}
            </Button>
          )}
          <Button
            size="small"
            danger
            onClick={() =>
              ask({
                title: t("address.delete"),
                consequence: t("address.deleteHelp"),
                verb: t("address.deleteVerb"),
                destructive: true,
                onConfirm: forget,
              })
            }
          >
            {t("address.deleteVerb")}
          </Button>
        </div>
      )}
    </li>
  );
}
