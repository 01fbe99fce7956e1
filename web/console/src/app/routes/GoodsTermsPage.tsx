import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { Attributes } from "../../features/catalog/Attributes";
import { attributesQuery, taxClassesQuery } from "../../features/catalog/api/edit-trade";
import { categoriesQuery } from "../../features/catalog/api/list-categories";
import { TaxClasses } from "../../features/catalog/TaxClasses";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

/** What goods are described and taxed by, and which of them are left out of offers and earning. */
export function GoodsTermsPage() {
  return (
    <LateWords of="prices">
      <Terms />
    </LateWords>
  );
}

function Terms() {
  const { t } = useTranslation("prices");
  const can = useCan();
  const taxes = useQuery(taxClassesQuery);
  const attributes = useQuery(attributesQuery);
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const failed = [taxes, attributes].find(({ data, error }) => !data && error);
  return (
    <Page
      title={t("terms.title")}
      purpose={t("terms.purpose")}
      above={<Link to="/catalog/articles">{t("terms.back")}</Link>}
    >
      {failed && <ProblemView thrown={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !(taxes.data && attributes.data) && (
        <Panel>
          <Skeleton active paragraph={{ rows: 8 }} />
        </Panel>
      )}
      {attributes.data && (
        <Attributes
          attributes={attributes.data.items}
          categories={categories}
          mayEdit={can("catalog:write")}
        />
      )}
      {taxes.data && <TaxClasses taxes={taxes.data.items} mayEdit={can("catalog:price")} />}
      <Panel title={t("terms.leftOut")}>
        <p>{t("terms.leftOutHelp")}</p>
        <ul>
          <li>
            <Link to="/catalog/articles" search={{ discountable: "no" }}>
              {t("terms.notDiscounted")}
            </Link>
          </li>
          <li>
            <Link to="/catalog/articles" search={{ earns: "no" }}>
              {t("terms.notEarning")}
            </Link>
          </li>
        </ul>
      </Panel>
    </Page>
  );
}
