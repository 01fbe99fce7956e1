import { BarChart, HeatmapChart, LineChart, SankeyChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

// What our charts use of ECharts and nothing else. This file is only ever
// fetched by a chart that is about to draw, never with the first page.
use([
  BarChart,
  CanvasRenderer,
  GridComponent,
  HeatmapChart,
  LabelLayout,
  LegendComponent,
  LineChart,
  SankeyChart,
  TooltipComponent,
  VisualMapComponent,
]);

export { init };
