import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./palette.module.css";

const Palette = lazy(() => import("./Palette"));

/** Apple's keyboards have a key of their own for this. */
const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** Opens the palette, by hand or by ⌘K / Ctrl K. */
export function PaletteButton() {
  const { t } = useTranslation("app");
  const [open, setOpen] = useState(false);
  const before = useRef<Element | null>(null);
  const show = useCallback(() => {
    before.current = document.activeElement;
    setOpen(true);
  }, []);
  const hide = useCallback(() => {
    setOpen(false);
    // Back to where the keyboard was, once the palette has let go of it.
    requestAnimationFrame(() => {
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    });
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      if (!open) show();
      else hide();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [open, show, hide]);
  return (
    <>
      <Button
        className={styles.open}
        icon={<SearchOutlined />}
        aria-keyshortcuts="Meta+K Control+K"
        onClick={show}
      >
        <span className={styles.openHint}>{t("palette.open")}</span>
        <kbd>{isApple ? "⌘K" : "Ctrl K"}</kbd>
      </Button>
      {open && (
        <Suspense fallback={null}>
          <Palette onClose={hide} />
        </Suspense>
      )}
    </>
  );
}
