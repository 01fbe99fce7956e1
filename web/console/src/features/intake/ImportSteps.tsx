import { Steps } from "antd";
import { useTranslation } from "react-i18next";

const steps = ["send", "map", "try", "bring"] as const;

/** The way of a file, and where it is on it. */
export function ImportSteps({ at }: { at: number }) {
  const { t } = useTranslation("intake");
  return <Steps current={at} items={steps.map((step) => ({ title: t(`step.${step}`) }))} />;
}
