import { useMotion, useScheme } from "@habitue/kit/theme/appearance";
import type { EChartsType } from "echarts/core";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import styles from "./chart.module.css";
import { loadEngine } from "./load";
import type { Plot } from "./plot";

/** What the frame asks of a drawing. */
export interface DrawingHandle {
  /** The drawing as a canvas at twice its size, on a ground; null before it was drawn. */
  readonly picture: (ground: string) => HTMLCanvasElement | null;
}

interface DrawingProps<Pick> {
  readonly plot: Plot<Pick>;
  /** The drawing in words, for whoever does not see it. */
  readonly description: string;
  readonly onPick: ((pick: Pick) => void) | undefined;
  readonly onFailed: (thrown: unknown) => void;
  readonly handle: Ref<DrawingHandle>;
}

/** Drawing is the canvas of a chart. */
export function Drawing<Pick>({ plot, description, onPick, onFailed, handle }: DrawingProps<Pick>) {
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const scheme = useScheme();
  const motion = useMotion();

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let made: EChartsType | undefined;
    let gone = false;
    const resized = new ResizeObserver(() => {
      // Hidden behind the table it has no size; it keeps the one it had.
      if (element.clientWidth > 0) made?.resize();
    });
    loadEngine()
      .then(({ init }) => {
        if (gone) return;
        made = init(element, null, { renderer: "canvas" });
        resized.observe(element);
        setChart(made);
      })
      .catch(onFailed);
    return () => {
      gone = true;
      resized.disconnect();
      made?.dispose();
    };
  }, [onFailed]);

  useEffect(() => {
    if (chart && !chart.isDisposed()) {
      chart.setOption(plot.option({ scheme, motion }), { notMerge: true });
    }
  }, [chart, plot, scheme, motion]);

  useEffect(() => {
    if (!chart || chart.isDisposed() || !onPick) return;
    return listen(chart, plot, onPick);
  }, [chart, plot, onPick]);

  useImperativeHandle(handle, () => ({
    picture: (ground) => {
      if (!chart) return null;
      return chart.renderToCanvas({ pixelRatio: 2, backgroundColor: ground });
    },
  }));

  return (
    <div
      ref={host}
      role="img"
      aria-label={description}
      className={onPick ? `${styles.drawing} ${styles.picked}` : styles.drawing}
    />
  );
}

/** listen tells what a click on the drawing picked, and stops when asked. */
function listen<Pick>(
  chart: EChartsType,
  { picking }: Plot<Pick>,
  onPick: (pick: Pick) => void,
): () => void {
  const tell = (pick: Pick | null) => {
    if (pick !== null) onPick(pick);
  };
  if (picking.by === "thing") {
    const clicked = (event: object) => tell(picking.of(event));
    chart.on("click", clicked);
    return () => chart.isDisposed() || chart.off("click", clicked);
  }
  const surface = chart.getZr();
  const clicked = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
    if (!chart.containPixel("grid", [offsetX, offsetY])) return;
    const place = chart.convertFromPixel("grid", [offsetX, offsetY]);
    const at = Array.isArray(place) ? place[picking.axis === "x" ? 0 : 1] : undefined;
    if (typeof at === "number") tell(picking.of(Math.round(at)));
  };
  surface.on("click", clicked);
  return () => chart.isDisposed() || surface.off("click", clicked);
}
