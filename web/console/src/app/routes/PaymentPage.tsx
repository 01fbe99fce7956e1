import { asProblem } from "@habitue/kit/api/problem";
import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { type ChargePage, chargeQuery, lookAtCharge } from "../../features/payment/api/charges";
import { methodsQuery } from "../../features/payment/api/methods";
import { ChargeRefunds, ChargeView } from "../../features/payment/ChargeView";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/payments/$id");

/** One charge, and what was given back of it. */
export function PaymentPage() {
  return (
    <LateWords of="payment">
      <OnePayment />
    </LateWords>
  );
}

function OnePayment() {
  const { t } = useTranslation("payment");
  const { id } = route.useParams();
  const { data: charge, error, isPending, refetch } = useQuery(chargeQuery(asId(id)));
  const methods = useQuery(methodsQuery).data?.items ?? [];
  return (
    <Page
      title={charge ? t("page.titled", { reference: charge.reference }) : t("page.one")}
      above={<Link to="/payments">{t("page.all")}</Link>}
      action={charge?.state === "pending" && charge.provider !== null && <Ask charge={charge} />}
    >
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 6 }} />
        </Panel>
      )}
      {!charge && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {charge && (
        <>
          <Panel title={t("page.facts")}>
            <ChargeView
              charge={charge}
              methodName={methods.find(({ code }) => code === charge.method)?.name ?? charge.method}
            />
          </Panel>
          <Panel title={t("tab.refunds")}>
            <ChargeRefunds refunds={charge.refunds} />
          </Panel>
        </>
      )}
    </Page>
  );
}

/** Asks the provider now, instead of waiting until the job does. */
function Ask({ charge }: { charge: ChargePage }) {
  const { t } = useTranslation("payment");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const can = useCan();
  const asking = useMutation({
    mutationFn: () => lookAtCharge(charge.id),
    onSuccess: async ({ state }) => {
      await queries.invalidateQueries({ queryKey: ["payment"] });
      message.info(t("charge.answer", { state: t(`charge.${state}`) }));
    },
    onError: (thrown) => message.error(asProblem(thrown).detail),
  });
  if (!can("payment:collect")) return null;
  return (
    <Button loading={asking.isPending} onClick={() => asking.mutate()}>
      {t("charge.ask")}
    </Button>
  );
}
