import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { type Explained, explainedQuery } from "../../features/checkout/api/explain-checkout";
import { Earned } from "../../features/checkout/explained/Earned";
import { Lines } from "../../features/checkout/explained/Lines";
import { Offers, Refused } from "../../features/checkout/explained/Offers";
import { Payments } from "../../features/checkout/explained/Payments";
import { Returns } from "../../features/checkout/explained/Returns";
import { Spent } from "../../features/checkout/explained/Spent";
import { Summary } from "../../features/checkout/explained/Summary";
import { methodsQuery } from "../../features/payment/api/methods";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { TakeBack } from "./TakeBack";

const route = getRouteApi("/frame/checkouts/$id");

/** One checkout: the reason for every cent of it. */
export function CheckoutPage() {
  return (
    <LateWords of="checkout">
      <OneCheckout />
    </LateWords>
  );
}

function OneCheckout() {
  const { t } = useTranslation("checkout");
  const { id } = route.useParams();
  const { data: one, error, isPending, refetch } = useQuery(explainedQuery(asId(id)));
  return (
    <Page
      title={one ? t("page.titled", { reference: one.reference }) : t("page.title")}
      purpose={t("page.purpose")}
      above={<Link to="/checkouts">{t("page.all")}</Link>}
      action={one && <TakeBack one={one} />}
    >
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 8 }} />
        </Panel>
      )}
      {!one && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {one && <Content one={one} />}
    </Page>
  );
}

function Content({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  const enabled = useCan()("payment:read");
  const methods = useQuery({ ...methodsQuery, enabled }).data?.items ?? [];
  const methodOf = (code: string) => methods.find((method) => method.code === code)?.name ?? code;
  return (
    <>
      <Panel title={t("sum.title")}>
        <Summary one={one} />
      </Panel>
      <Panel title={t("lines.title")}>
        <Lines one={one} />
      </Panel>
      <Panel title={t("offers.title")}>
        <Offers one={one} />
      </Panel>
      <Panel title={t("refused.title")}>
        <Refused one={one} />
      </Panel>
      <Panel title={t("spent.title")}>
        <Spent one={one} />
      </Panel>
      <Panel title={t("payments.title")}>
        <Payments one={one} methodOf={methodOf} />
      </Panel>
      <Panel title={t("earned.title")}>
        <Earned one={one} />
      </Panel>
      <Panel title={t("returns.title")}>
        <Returns one={one} />
      </Panel>
    </>
  );
}
