import {
  AreaChartOutlined,
  DownloadOutlined,
  FileExcelOutlined,
  FileImageOutlined,
  TableOutlined,
} from "@ant-design/icons";
import { useScheme } from "@habitue/kit/theme/appearance";
import { neutral } from "@habitue/kit/theme/tokens";
import { Button, Dropdown, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { fileName, saveFile } from "../../lib/save-file";
import styles from "./chart.module.css";
import { titled } from "./picture";
import { type ChartTable, csvOf } from "./table";

export type ChartView = "drawing" | "table";

interface ChartToolsProps {
  readonly title: string;
  /** The figures, or null while there are none to look at or to save. */
  readonly table: ChartTable<unknown> | null;
  readonly picture: (ground: string) => HTMLCanvasElement | null;
  readonly view: ChartView;
  readonly onView: (view: ChartView) => void;
}

/** Another look at the figures, and taking them along. */
export function ChartTools({ title, table, picture, view, onView }: ChartToolsProps) {
  const { t } = useTranslation("chart");
  const grey = neutral[useScheme()];
  const asTable = view === "table";
  const turn = t(asTable ? "asDrawing" : "asTable");

  const save = async (kind: string) => {
    if (!table) return;
    if (kind === "csv") {
      const csv = new Blob([csvOf(table)], { type: "text/csv;charset=utf-8" });
      return saveFile(fileName(title, "csv"), csv);
    }
    const drawn = picture(grey.surface);
    if (!drawn) return;
    const png = await titled(drawn, title, grey);
    if (png) saveFile(fileName(title, "png"), png);
  };

  return (
    <div className={styles.tools}>
      <Tooltip title={turn}>
        <Button
          type="text"
          size="small"
          disabled={!table}
          icon={asTable ? <AreaChartOutlined /> : <TableOutlined />}
          aria-label={`${turn}: ${title}`}
          onClick={() => onView(asTable ? "drawing" : "table")}
        />
      </Tooltip>
      <Dropdown
        trigger={["click"]}
        disabled={!table}
        menu={{
          items: [
            { key: "png", icon: <FileImageOutlined />, label: t("savePng") },
            { key: "csv", icon: <FileExcelOutlined />, label: t("saveCsv") },
          ],
          onClick: ({ key }) => void save(key),
        }}
      >
        <Button
          type="text"
          size="small"
          disabled={!table}
          icon={<DownloadOutlined />}
          aria-label={`${t("save")}: ${title}`}
        />
      </Dropdown>
    </div>
  );
}
