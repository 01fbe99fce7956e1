import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { type About, aboutQuery } from "./api/get-about";
import { Backups } from "./Backups";
import { Loaded } from "./Loaded";
import { useMeasures } from "./measures";
import { useNames } from "./names";
import styles from "./system.module.css";

/** Which program runs on what, whether its parts are well, and whether backups were made. */
export function Overview() {
  const { t } = useTranslation("system");
  const about = useQuery(aboutQuery);
  return (
    <div className={styles.tab}>
      <div className={styles.pair}>
        <Panel title={t("state.title")}>
          <Loaded query={about}>{({ states }) => <States states={states} />}</Loaded>
        </Panel>
        <Panel title={t("about.title")}>
          <Loaded query={about}>{(data) => <Versions about={data} />}</Loaded>
        </Panel>
      </div>
      <Panel title={t("pool.title")}>
        <Loaded query={about}>{({ pools }) => <Pools pools={pools} />}</Loaded>
        <p className={styles.note}>{t("pool.help")}</p>
      </Panel>
      <Panel title={t("backup.title")}>
        <Backups />
      </Panel>
    </div>
  );
}

const colours = { good: "success", open: "default", warning: "warning", bad: "error" } as const;

function isWrong(level: keyof typeof colours): boolean {
  return level === "warning" || level === "bad";
}

function States({ states }: Pick<About, "states">) {
  const { t } = useTranslation("system");
  return (
    <ul className={styles.states}>
      {states.map(({ name, level, detail }) => (
        <li key={name}>
          <Part name={name} />
          <span>
            <Tag color={colours[level]}>{t(`state.level.${level}`)}</Tag>
          </span>
          <span>
            {level === "open" && t("state.open")}
            {level === "good" && t(`state.good.${name}`)}
            {isWrong(level) && t(`state.not.${name}`)}
            {isWrong(level) && detail && (
              <span className={styles.code}>{t("state.detail", { detail })}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A part that has a tab of its own leads to it. */
function Part({ name }: Pick<About["states"][number], "name">) {
  const { t } = useTranslation("system");
  const text = t(`state.part.${name}`);
  if (name !== "notices" && name !== "replica" && name !== "check") return <strong>{text}</strong>;
  return (
    <Link to="/system" search={{ tab: name }}>
      {text}
    </Link>
  );
}

function Versions({ about }: { about: About }) {
  const { t } = useTranslation("system");
  const names = useNames();
  const { schema, schema_known: known } = about;
  return (
    <div className={styles.facts}>
      <Facts>
        <Fact name={t("about.program")}>{about.program}</Fact>
        <Fact name={t("about.schema")}>
          {schema === known ? schema : t("about.schemaOf", { schema, known })}
        </Fact>
        <Fact name={t("about.database")}>
          {about.postgresql} <Tag>{t(about.private ? "about.private" : "about.own")}</Tag>
        </Fact>
        <Fact name={t("about.duckdb")}>{about.duckdb ?? t("about.noDuckdb")}</Fact>
        <Fact name={t("about.go")}>{about.go}</Fact>
        <Fact name={t("about.roles")}>
          {about.roles.map((role) => (
            <Tag key={role}>{names.role(role)}</Tag>
          ))}
        </Fact>
        <Fact name={t("about.started")}>
          <Moment at={about.started_at} />
        </Fact>
      </Facts>
    </div>
  );
}

function Pools({ pools }: Pick<About, "pools">) {
  const { t } = useTranslation("system");
  const format = useFormat();
  const measures = useMeasures();
  const names = useNames();
  const column = (key: "used" | "idle" | "most" | "waits") => ({
    key,
    title: t(`pool.${key}`),
    align: "right" as const,
    render: (_: unknown, pool: About["pools"][number]) => (
      <span className="kit-figure">{format.number(pool[key])}</span>
    ),
  });
  return (
    <Table<About["pools"][number]>
      aria-label={t("pool.title")}
      rowKey="name"
      pagination={false}
      dataSource={pools}
      scroll={{ x: 640 }}
      columns={[
        { key: "name", title: t("pool.name"), render: (_, { name }) => names.pool(name) },
        column("used"),
        column("idle"),
        column("most"),
        column("waits"),
        {
          key: "waited",
          title: t("pool.waited"),
          align: "right",
          render: (_, { wait_seconds }) => (
            <span className="kit-figure">{measures.time(wait_seconds)}</span>
          ),
        },
      ]}
    />
  );
}
