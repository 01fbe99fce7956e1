import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import type { Id } from "@habitue/kit/brand";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Revealed } from "./api/reveal-member";
import { RevealDialog } from "./RevealDialog";

interface RevealProps {
  readonly memberId: Id;
  readonly revealed: Revealed | null;
  readonly onReveal: (revealed: Revealed | null) => void;
}

/** How long personal data stays on a screen that its reader may have left. */
const shownForMs = 60_000;

/** Shows personal data in full for a minute, after a reason was given. */
export function Reveal({ memberId, revealed, onReveal }: RevealProps) {
  const { t } = useTranslation("member");
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!revealed) return;
    const timer = setTimeout(() => onReveal(null), shownForMs);
    return () => clearTimeout(timer);
  }, [revealed, onReveal]);

  if (revealed) {
    return (
      <Button icon={<EyeInvisibleOutlined />} onClick={() => onReveal(null)}>
        {t("reveal.hide")}
      </Button>
    );
  }
  return (
    <>
      <Button icon={<EyeOutlined />} onClick={() => setAsking(true)}>
        {t("reveal.show")}
      </Button>
      <RevealDialog
        memberId={memberId}
        open={asking}
        onClose={() => setAsking(false)}
        onReveal={onReveal}
      />
    </>
  );
}
