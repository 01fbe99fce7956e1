import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id, Restored } from "@habitue/kit/brand";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { addressesQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Empty, Failed, Loaded } from "../parts/states";
import { AddressForm } from "./AddressForm";
import styles from "./details.module.css";

export type Address = Restored<Schemas["Address"]>;

/** AddressesPage is where one wants things sent. */
export function AddressesPage() {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const query = useQuery(addressesQuery);
  const [edited, setEdited] = useState<Address | "new">();
  const again = () => client.invalidateQueries({ queryKey: addressesQuery.queryKey });
  const forget = useMutation({
    mutationFn: (id: Id) =>
      answer(api.DELETE("/api/v1/me/addresses/{id}", { params: { path: { id } } })),
    onSettled: again,
  });
  if (edited) {
    return (
      <Page title={t("addresses.title")} back="/me/details">
        <Part>
          <AddressForm
            address={edited === "new" ? undefined : edited}
            onDone={() => {
              setEdited(undefined);
              void again();
            }}
          />
        </Part>
      </Page>
    );
  }
  return (
    <Page title={t("addresses.title")} back="/me/details">
      {forget.error && <Failed thrown={forget.error} />}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("addresses.none")} help={t("addresses.noneHelp")} />
          ) : (
            <Part>
              <Rows>
                {items.map((one) => (
                  <Row
                    key={one.id}
                    title={[one.division_name, one.line].filter(Boolean).join(" ")}
                    note={[one.recipient, one.phone, one.chosen && t("addresses.chosen")]
                      .filter(Boolean)
                      .join(" · ")}
                  >
                    <div className={styles.acts}>
                      <Button small onClick={() => setEdited(one)}>
                        {t("addresses.change")}
                      </Button>
                      <Button
                        small
                        disabled={forget.isPending}
                        onClick={() => forget.mutate(one.id)}
                      >
                        {t("addresses.delete")}
                      </Button>
                    </div>
                  </Row>
                ))}
              </Rows>
            </Part>
          )
        }
      </Loaded>
      <Button main onClick={() => setEdited("new")}>
        {t("addresses.add")}
      </Button>
    </Page>
  );
}
