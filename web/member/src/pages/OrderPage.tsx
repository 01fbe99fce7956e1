import { problemFrom } from "@habitue/kit/api/problem";
import { type Id, minor } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { orderQuery } from "../api/queries";
import { useSpeaking } from "../app/language";
import { saveFile } from "../lib/save";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Failed, Loaded } from "../parts/states";

/** OrderPage is the receipt, what it brought, and why. */
export function OrderPage({ id }: { id: Id }) {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Page title={t("orders.one")} back="/orders">
      <Loaded query={useQuery(orderQuery(id))}>
        {(order) => {
          const money = (amount: number) => format.money(minor(amount), order.currency);
          return (
            <>
              <Part>
                <Rows>
                  <Row title={t("orders.number")} value={order.reference} />
                  <Row title={t("orders.when")} value={format.moment(order.occurred_at)} />
                  {order.store && <Row title={t("orders.where")} value={order.store.name} />}
                </Rows>
              </Part>
              <Part title={t("orders.goods")}>
                <Rows>
                  {order.lines.map((line, at) => (
                    <Row
                      // biome-ignore lint/suspicious/noArrayIndexKey: lines of a receipt have no name but their place, and never move
                      key={at}
                      title={line.name}
                      note={lineNote(
                        `× ${format.quantity(line.quantity, line.scale)}`,
                        line.refunded_quantity > 0 &&
                          t("orders.back", {
                            count: format.quantity(line.refunded_quantity, line.scale),
                          }),
                      )}
                      value={money(line.paid_amount)}
                    />
                  ))}
                  {order.discount_amount > 0 && (
                    <Row title={t("orders.discount")} value={money(-order.discount_amount)} />
                  )}
                  <Row
                    title={<strong>{t("orders.paid")}</strong>}
                    value={<strong>{money(order.paid_amount)}</strong>}
                  />
                </Rows>
              </Part>
              <Receipt id={id} />
              {order.refunds.length > 0 && (
                <Part title={t("orders.refunds")}>
                  <Rows>
                    {order.refunds.map((refund) => (
                      <Row
                        key={refund.occurred_at}
                        title={format.moment(refund.occurred_at)}
                        note={
                          refund.taken_points > 0 &&
                          t("orders.taken", { points: format.number(refund.taken_points) })
                        }
                        value={money(-refund.amount)}
                      />
                    ))}
                  </Rows>
                </Part>
              )}
              <Part title={t("orders.brought")}>
                <p>
                  <strong>
                    {order.points === null
                      ? t("orders.undecided")
                      : t("orders.points", { points: format.number(order.points) })}
                  </strong>
                </p>
                {order.nothing && <p>{order.nothing.text}</p>}
                {order.matures_at && (
                  <p>{t("orders.matures", { day: format.date(order.matures_at) })}</p>
                )}
                <ul>
                  {order.why.map(({ code, text }) => (
                    <li key={code + text}>{text}</li>
                  ))}
                </ul>
              </Part>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** Receipt fetches the order as a PDF, for sheets or for a roll. */
function Receipt({ id }: { id: Id }) {
  const { t } = useTranslation("me");
  const { language } = useSpeaking();
  const fetching = useMutation({
    mutationFn: async (paper: "a5" | "80mm") => {
      const { data, error, response } = await api.GET("/api/v1/me/orders/{id}/receipt.pdf", {
        params: { path: { id }, query: { paper, language } },
        parseAs: "blob",
      });
      if (!response.ok) throw problemFrom(response, error);
      saveFile(`receipt-${id}.pdf`, data as unknown as Blob);
    },
  });
  return (
    <Part title={t("orders.receipt")}>
      {fetching.error && <Failed thrown={fetching.error} />}
      <p>{t("orders.receiptHelp")}</p>
      <Button main disabled={fetching.isPending} onClick={() => fetching.mutate("a5")}>
        {t("orders.receiptA5")}
      </Button>
      <Button disabled={fetching.isPending} onClick={() => fetching.mutate("80mm")}>
        {t("orders.receiptRoll")}
      </Button>
    </Part>
  );
}

function lineNote(count: string, back: string | false): string {
  return back ? `${count} · ${back}` : count;
}
