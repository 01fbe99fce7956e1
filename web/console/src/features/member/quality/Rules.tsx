import { useFormat } from "@habitue/kit/format/reader";
import { Button, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import { useCan } from "../../../lib/permissions";
import { OwnRuleDialog } from "./OwnRuleDialog";
import { type Quality, type QualityRule, severityColours } from "./quality";
import styles from "./quality.module.css";
import { RuleDialog } from "./RuleDialog";

interface RulesProps {
  readonly quality: Quality;
  readonly onOpen: (rule: string) => void;
}

/** Each rule: of how many it does not hold, how much that matters, and what to do. */
export function Rules({ quality: { rules, members }, onOpen }: RulesProps) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const share = (bps: number) => format.measure(bps, { kind: "share" });
  const mayEdit = useCan()("member:fields");
  const [editing, setEditing] = useState<QualityRule>();
  const [making, setMaking] = useState(false);
  return (
    <>
      {mayEdit && (
        <div className={styles.tools}>
          <span className={styles.quiet}>{t("rules.help")}</span>
          <Button onClick={() => setMaking(true)}>{t("rules.create")}</Button>
        </div>
      )}
      <Table<QualityRule>
        aria-label={t("tab.rules")}
        size="small"
        rowKey="code"
        dataSource={[...rules].sort((a, b) => Number(b.enabled) - Number(a.enabled))}
        pagination={false}
        scroll={{ x: 920 }}
        columns={[
          {
            title: t("rules.rule"),
            width: 280,
            render: (_, { name, why, enabled }) => (
              <div>
                {name} {!enabled && <Tag>{t("rules.off")}</Tag>}
                <div className={styles.quiet}>{why}</div>
              </div>
            ),
          },
          {
            title: t("rules.dimension"),
            width: 110,
            filters: quality(rules).map((value) => ({ value, text: t(`dimension.${value}`) })),
            onFilter: (value, { dimension }) => dimension === value,
            render: (_, { dimension }) => t(`dimension.${dimension}`),
          },
          {
            title: t("rules.severity"),
            width: 100,
            render: (_, { severity }) => (
              <Tag color={severityColours[severity]}>{t(`severity.${severity}`)}</Tag>
            ),
          },
          {
            title: t("rules.count"),
            width: 130,
            align: "right",
            sorter: (a, b) => a.open - b.open,
            render: (_, { code, open, enabled }) =>
              enabled && open > 0 ? (
                <Button type="link" size="small" onClick={() => onOpen(code)}>
                  {format.number(open)} ({share(Math.round((open * 10000) / members))})
                </Button>
              ) : (
                "0"
              ),
          },
          {
            title: <Tooltip title={t("rules.fixableHelp")}>{t("rules.fixable")}</Tooltip>,
            width: 100,
            align: "right",
            render: (_, { fixable }) => format.number(fixable),
          },
          { title: t("rules.advice"), dataIndex: "advice" },
          ...(mayEdit
            ? [
                {
                  key: "acts",
                  width: 90,
                  align: "right" as const,
                  render: (_: unknown, rule: QualityRule) => (
                    <Button size="small" onClick={() => setEditing(rule)}>
                      {t("rules.edit")}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {editing && !editing.own && (
        <RuleDialog rule={editing} onClose={() => setEditing(undefined)} />
      )}
      {(making || editing?.own) && (
        <OwnRuleDialog
          rule={editing}
          onClose={() => {
            setMaking(false);
            setEditing(undefined);
          }}
        />
      )}
    </>
  );
}

function quality(rules: readonly QualityRule[]) {
  return [...new Set(rules.map(({ dimension }) => dimension))];
}
