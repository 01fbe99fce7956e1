import { id as asId, type Id } from "@habitue/kit/brand";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Panel } from "../../components/Page";
import { useUndo } from "../../components/useUndo";
import { givenQuery } from "../../features/coupon/api/coupons";
import {
  endTemplate,
  reopenTemplate,
  type Template,
  type Terms,
  templateQuery,
} from "../../features/coupon/api/templates";
import { editTerms, versionsQuery } from "../../features/coupon/api/versions";
import { Batches } from "../../features/coupon/Batches";
import { CouponList } from "../../features/coupon/CouponList";
import { FunnelView } from "../../features/coupon/FunnelView";
import { HandoutDialog } from "../../features/coupon/HandoutDialog";
import { PublicWords } from "../../features/coupon/PublicWords";
import { StatusTag } from "../../features/coupon/template-columns";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { RuleHome } from "./editor/RuleHome";

const route = getRouteApi("/frame/coupons/$template");

/** One kind of coupon: what it is, how far its coupons came, its codes, and who has one. */
export function CouponPage() {
  return (
    <LateWords of="coupon">
      <Shown />
    </LateWords>
  );
}

function Shown() {
  const { t } = useTranslation("coupon");
  const id = asId(route.useParams().template);
  const navigate = useNavigate();
  const can = useCan();
  const { data } = useQuery(templateQuery(id));
  const inForce = useQuery({
    ...templateQuery(id),
    select: ({ version, words }: Template) => ({ version, valid_from: null, words }),
  });
  const edits = useMemo(() => editTerms(id), [id]);
  const mayManage = can("coupon:manage");
  return (
    <RuleHome<Terms>
      words={{
        title: data?.name ?? id,
        purpose: t("page.purpose"),
        says: t("page.says"),
        draft: t("page.draft"),
        editDraft: t("page.editDraft"),
        versions: t("page.versions"),
      }}
      above={<Link to="/coupons">{t("list.title")}</Link>}
      query={inForce}
      list={useQuery(versionsQuery(id)).data?.items}
      mayEdit={mayManage}
      onEdit={(search = {}) =>
        void navigate({ to: "/coupons/$template/edit", params: { template: id }, search })
      }
      {...edits}
      stale={["coupon"]}
      acts={data && <Acts template={data} />}
      status={data && <StatusTag status={data.status} />}
      about={data && <About template={data} />}
    >
      {data && data.version > 0 && (
        <>
          <FunnelView template={id} />
          <Panel title={t("word.title")}>
            <PublicWords template={data} mayManage={mayManage} />
          </Panel>
          <Panel title={t("batch.title")}>
            <Batches template={data} mayManage={mayManage} />
          </Panel>
          {can("member:read") && (
            <Panel title={t("page.given")}>
              <Given template={id} mayIssue={can("coupon:issue")} />
            </Panel>
          )}
        </>
      )}
    </RuleHome>
  );
}

function Given({ template, mayIssue }: { template: Id; mayIssue: boolean }) {
  const { t } = useTranslation("coupon");
  return (
    <CouponList
      query={useInfiniteQuery(givenQuery(template))}
      by="template"
      label={t("page.given")}
      none={t("page.givenNone")}
      mayIssue={mayIssue}
    />
  );
}

function About({ template }: { template: Template }) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const { code, issued, left, created_at, ended_at } = template;
  return (
    <Facts>
      <Fact name={t("list.code")}>{code}</Fact>
      <Fact name={t("list.issued")}>{format.number(issued)}</Fact>
      <Fact name={t("list.left")}>{left == null ? t("list.unbounded") : format.number(left)}</Fact>
      <Fact name={t("page.created")}>
        <Day at={created_at} />
      </Fact>
      {ended_at && (
        <Fact name={t("page.ended")}>
          <Day at={ended_at} />
        </Fact>
      )}
    </Facts>
  );
}

/** What can be done to it besides changing it. */
function Acts({ template }: { template: Template }) {
  const { t } = useTranslation("coupon");
  const can = useCan();
  const client = useQueryClient();
  const undo = useUndo();
  const [giving, setGiving] = useState(false);
  const [modal, context] = Modal.useModal();
  const stale = () => client.invalidateQueries({ queryKey: ["coupon"] });
  const { id, status } = template;
  const end = () =>
    void modal.confirm({
      title: t("page.endTitle", { name: template.name }),
      content: t("page.endHelp"),
      okText: t("page.end"),
      okButtonProps: { danger: true },
      onOk: async () => {
        await endTemplate(id);
        await stale();
        undo({ text: t("page.endDone"), undo: () => reopenTemplate(id).then(stale) });
      },
    });
  return (
    <>
      {context}
      {can("coupon:manage") && status === "live" && (
        <Button danger type="text" onClick={end}>
          {t("page.end")}
        </Button>
      )}
      {can("coupon:manage") && status === "ended" && (
        <Button onClick={() => void reopenTemplate(id).then(stale)}>{t("page.reopen")}</Button>
      )}
      {can("coupon:issue") && status === "live" && (
        <Button onClick={() => setGiving(true)}>{t("handout.title")}</Button>
      )}
      <HandoutDialog template={id} open={giving} onClose={() => setGiving(false)} />
    </>
  );
}
