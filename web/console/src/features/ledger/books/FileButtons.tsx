import { DownloadOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { useTranslation } from "react-i18next";
import { fileName, saveFile } from "../../../lib/save-file";
import type { FileFormat } from "../api/export-books";

interface FileButtonsProps {
  /** What the file is of, which becomes its name. */
  readonly title: string;
  readonly fetch: (format: FileFormat) => Promise<Blob>;
}

const formats = ["csv", "xlsx"] as const;

/** Takes what is shown along, as a file. */
export function FileButtons({ title, fetch }: FileButtonsProps) {
  const { t } = useTranslation("books");
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: fetch,
    onSuccess: (file, format) => saveFile(fileName(title, format), file),
    onError: (thrown) => message.error(`${t("export.failed")} ${asProblem(thrown).detail}`),
  });
  return (
    <Space className="screen-only">
      {formats.map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined />}
          loading={saving.isPending && saving.variables === format}
          onClick={() => saving.mutate(format)}
        >
          {t(`export.${format}`)}
        </Button>
      ))}
    </Space>
  );
}
