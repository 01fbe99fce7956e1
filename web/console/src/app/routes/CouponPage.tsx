import { id as asId, type Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Modal, Skeleton, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Page, Panel } from "../../components/Page";
import { RuleWords } from "../../components/RuleWords";
import { Versions } from "../../components/rule/Versions";
import { useUndo } from "../../components/useUndo";
import { givenQuery } from "../../features/coupon/api/coupons";
import {
  endTemplate,
  reopenTemplate,
  type Template,
  templateQuery,
} from "../../features/coupon/api/templates";
import { versionsQuery } from "../../features/coupon/api/versions";
import { Batches } from "../../features/coupon/Batches";
import { CouponList } from "../../features/coupon/CouponList";
import styles from "../../features/coupon/coupon.module.css";
import { FunnelView } from "../../features/coupon/FunnelView";
import { HandoutDialog } from "../../features/coupon/HandoutDialog";
import { StatusTag } from "../../features/coupon/template-columns";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { editOf } from "../searches";

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
  const { data, error, isPending, refetch } = useQuery(templateQuery(id));
  const versions = useQuery(versionsQuery(id)).data?.items;
  const edit = (search = {}) =>
    void navigate({ to: "/coupons/$template/edit", params: { template: id }, search });
  return (
    <Page
      title={data?.name ?? id}
      purpose={t("page.purpose")}
      above={<Link to="/coupons">{t("list.title")}</Link>}
      action={data && <Acts template={data} onEdit={edit} />}
    >
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {error && !data && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Panel title={t("page.says")} extra={<StatusTag status={data.status} />}>
            <RuleWords words={data.words ?? []} />
            <div className={styles.apart}>
              <About template={data} />
            </div>
          </Panel>
          {data.version > 0 && <FunnelView template={id} />}
          {data.version > 0 && (
            <Panel title={t("batch.title")}>
              <Batches template={data} mayManage={can("coupon:manage")} />
            </Panel>
          )}
          {data.version > 0 && can("member:read") && (
            <Panel title={t("page.given")}>
              <Given template={id} mayIssue={can("coupon:issue")} />
            </Panel>
          )}
          {versions && (
            <Panel title={t("page.versions")}>
              <Versions
                list={versions.map((version) => ({ ...version, words: version.words ?? [] }))}
                label={t("page.versions")}
                onEdit={can("coupon:manage") ? (version) => edit(editOf(version)) : undefined}
              />
            </Panel>
          )}
        </>
      )}
    </Page>
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

interface ActsProps {
  readonly template: Template;
  readonly onEdit: (search: { version?: string }) => void;
}

function Acts({ template, onEdit }: ActsProps) {
  const { t } = useTranslation("coupon");
  const can = useCan();
  const client = useQueryClient();
  const undo = useUndo();
  const [giving, setGiving] = useState(false);
  const [modal, context] = Modal.useModal();
  const stale = () => client.invalidateQueries({ queryKey: ["coupon"] });
  const { id, status, version } = template;
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
    <Space>
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
      {can("coupon:manage") && (
        <Button type="primary" onClick={() => onEdit(version === 0 ? { version: "1" } : {})}>
          {t(version === 0 ? "page.editDraft" : "page.draft")}
        </Button>
      )}
      <HandoutDialog template={id} open={giving} onClose={() => setGiving(false)} />
    </Space>
  );
}
