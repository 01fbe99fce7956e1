import type { Schemas } from "@habitue/kit/api/types";
import type { Restored } from "@habitue/kit/brand";
import { id } from "@habitue/kit/brand";
import { useTranslation } from "react-i18next";
import { AddressesPage } from "../pages/AddressesPage";
import { ArrivalPage } from "../pages/ArrivalPage";
import { ClaimPage } from "../pages/ClaimPage";
import { ConsentsPage } from "../pages/ConsentsPage";
import { CouponsPage } from "../pages/CouponsPage";
import { DetailsPage } from "../pages/DetailsPage";
import { DevicesPage } from "../pages/DevicesPage";
import { GuardianPage } from "../pages/GuardianPage";
import { HomePage } from "../pages/HomePage";
import { IdentitiesPage } from "../pages/IdentitiesPage";
import { InvitePage } from "../pages/InvitePage";
import { MePage } from "../pages/MePage";
import { OrderPage } from "../pages/OrderPage";
import { OrdersPage } from "../pages/OrdersPage";
import { PointsPage } from "../pages/PointsPage";
import { PolicyPage } from "../pages/PolicyPage";
import { PrivacyPage } from "../pages/PrivacyPage";
import { SignInPage } from "../pages/SignInPage";
import { SpendingPage } from "../pages/SpendingPage";
import { StoredValuePage } from "../pages/StoredValuePage";
import { TierPage } from "../pages/TierPage";
import { Empty } from "../parts/states";
import { Frame } from "./Frame";
import { usePath } from "./router";

/** Who is signed in. */
export type Me = Restored<Schemas["Me"]>;

/**
 * Pages shows the page of the address. Who is not signed in signs in at the very
 * address, so that a link leads where it should afterwards, and nowhere else.
 */
export function Pages({ me }: { me: Me | null }) {
  const path = usePath();
  if (path === "/claim") return <ClaimPage me={me} />;
  if (path === "/sign-in") return <ArrivalPage />;
  if (path === "/privacy") return <PolicyPage />;
  if (!me) return <SignInPage />;
  return <Frame>{pageOf(path, me)}</Frame>;
}

function pageOf(path: string, me: Me) {
  const order = /^\/orders\/(\d+)$/.exec(path)?.[1];
  if (order) return <OrderPage id={id(order)} />;
  switch (path) {
    case "/":
      return <HomePage me={me} />;
    case "/coupons":
      return <CouponsPage />;
    case "/points":
      return <PointsPage />;
    case "/tier":
      return <TierPage />;
    case "/stored-value":
      return <StoredValuePage />;
    case "/orders":
      return <OrdersPage />;
    case "/spending":
      return <SpendingPage />;
    case "/me":
      return <MePage me={me} />;
    case "/me/invite":
      return <InvitePage />;
    case "/me/details":
      return <DetailsPage />;
    case "/me/identities":
      return <IdentitiesPage />;
    case "/me/addresses":
      return <AddressesPage />;
    case "/me/consents":
      return <ConsentsPage />;
    case "/me/privacy":
      return <PrivacyPage />;
    case "/me/guardian":
      return <GuardianPage />;
    case "/me/devices":
      return <DevicesPage />;
    default:
      return <NoPage />;
  }
}

function NoPage() {
  const { t } = useTranslation("me");
  return <Empty title={t("noPage.title")} help={t("noPage.help")} />;
}
