import { useMutation } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useFailure } from "../../components/useFailure";
import { fileName, saveFile } from "../../lib/save-file";
import type { Order } from "./api/get-order";
import { getReceipt, type Paper } from "./api/get-receipt";

const papers: readonly Paper[] = ["a5", "80mm"];

/** ReceiptButton fetches an order as a PDF, for sheets or for a roll. */
export function ReceiptButton({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  const failed = useFailure();
  const fetching = useMutation({
    mutationFn: (paper: Paper) => getReceipt(order.id, paper),
    onSuccess: (file) => saveFile(fileName(order.reference, "pdf"), file),
    onError: failed,
  });
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: papers.map((key) => ({ key, label: t(`receipt.${key}`) })),
        onClick: ({ key }) => fetching.mutate(key as Paper),
      }}
    >
      <Button loading={fetching.isPending}>{t("receipt.title")}</Button>
    </Dropdown>
  );
}
