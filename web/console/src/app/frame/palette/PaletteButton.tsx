import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./palette.module.css";

const Palette = lazy(() => import("./Palette"));

/** Apple's keyboards have a key of their own for this. */
const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** Opens the palette, by hand or by ⌘K / Ctrl K. */
export function PaletteButton() {
  const { t } = useTranslation("app");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <>
      <Button
        className={styles.open}
        icon={<SearchOutlined />}
        aria-label={t("palette.title")}
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
      >
        <span className={styles.openHint}>{t("palette.open")}</span>
        <kbd>{isApple ? "⌘K" : "Ctrl K"}</kbd>
      </Button>
      {open && (
        <Suspense fallback={null}>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
