import { ProblemView } from "@habitue/kit/components/ProblemView";
import { ReaderContext, useFormat } from "@habitue/kit/format/reader";
import { Skeleton } from "antd";
import { type ReactNode, useCallback, useContext, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../EmptyState";
import { ChartTools, type ChartView } from "./ChartTools";
import styles from "./chart.module.css";
import { Drawing, type DrawingHandle } from "./Drawing";
import { extremesOf } from "./describe";
import type { Plot } from "./plot";
import { TableView } from "./TableView";
import { hasData } from "./table";

/** Where a chart's figures come from, as the query library says it. */
export interface ChartSource {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly dataUpdatedAt: number;
}

/** What every chart is told, whatever it draws. */
export interface ChartProps<Pick> {
  /** The finding or the question. */
  readonly title: string;
  /** What is shown and in which unit, such as "sales by day, CNY". */
  readonly subtitle?: ReactNode;
  readonly source: ChartSource;
  /** Opens what stands behind a day, a store, a cell. */
  readonly onPick?: ((pick: Pick) => void) | undefined;
  /** What to say when there are no figures; without it, that there are none in this period. */
  readonly empty?: ReactNode;
  /** Stands beside the title, such as a choice of what is drawn. */
  readonly extra?: ReactNode;
  /** The height in pixels, the same in every state, so that nothing jumps. */
  readonly height?: number;
}

/** Chart is the frame around every chart: title, states, table, exports. */
export function Chart<Pick>(props: ChartProps<Pick> & { readonly plot: Plot<Pick> | null }) {
  const { title, subtitle, source, plot, extra, height = 280 } = props;
  const [view, setView] = useState<ChartView>("drawing");
  const drawing = useRef<DrawingHandle>(null);
  const titleId = useId();
  const told = plot !== null && hasData(plot.table);
  return (
    <section className={styles.chart} aria-labelledby={titleId}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2 id={titleId}>{title}</h2>
          {subtitle && <p>{subtitle}</p>}
        </div>
        {extra && <div className={styles.extra}>{extra}</div>}
        <ChartTools
          title={title}
          table={told ? plot.table : null}
          picture={(ground) => drawing.current?.picture(ground) ?? null}
          view={view}
          onView={setView}
        />
      </header>
      {Boolean(source.error) && plot && <Stale at={source.dataUpdatedAt} />}
      <div className={styles.body} style={{ height }} aria-busy={source.isPending}>
        {plot && told && <Told {...props} plot={plot} view={view} drawing={drawing} />}
        {!told && <Untold {...props} />}
      </div>
    </section>
  );
}

interface ToldProps<Pick> extends ChartProps<Pick> {
  readonly plot: Plot<Pick>;
  readonly view: ChartView;
  readonly drawing: React.RefObject<DrawingHandle | null>;
}

function Told<Pick>({ title, plot, view, drawing, onPick }: ToldProps<Pick>) {
  const { t } = useTranslation("chart");
  const { language } = useContext(ReaderContext);
  const [failed, setFailed] = useState<unknown>(null);
  const onFailed = useCallback((thrown: unknown) => setFailed(thrown), []);
  const extremes = extremesOf(plot.table, language);
  const description = extremes
    ? t("description", { title, ...extremes })
    : t("descriptionBare", { title });
  const asTable = view === "table" || failed !== null;
  return (
    <>
      <div hidden={asTable} className={styles.fill}>
        <Drawing
          handle={drawing}
          plot={plot}
          description={description}
          onPick={onPick}
          onFailed={onFailed}
        />
      </div>
      {asTable && <TableView title={title} table={plot.table} onPick={onPick} />}
    </>
  );
}

/** What stands in the chart's place while, or because, there is nothing to draw. */
function Untold<Pick>({ source, empty }: ChartProps<Pick>) {
  const { t } = useTranslation("chart");
  if (source.isPending) {
    return (
      <div role="status" aria-label={t("loading")} className={styles.fill}>
        <Skeleton.Node active style={{ width: "100%", height: "100%" }} />
      </div>
    );
  }
  return (
    <div className={styles.centre}>
      {source.error ? (
        <ProblemView size="small" thrown={source.error} onRetry={() => void source.refetch()} />
      ) : (
        (empty ?? <EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>)
      )}
    </div>
  );
}

/** A refresh that failed keeps what was there and says how old it is. */
function Stale({ at }: { at: number }) {
  const { t } = useTranslation("chart");
  const format = useFormat();
  const when = new Date(at);
  return (
    <p className={styles.stale} role="status">
      {t("stale", { when: format.ago(when) ?? format.moment(when) })}
    </p>
  );
}
