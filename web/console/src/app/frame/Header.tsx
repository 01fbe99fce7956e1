import { lazy, Suspense } from "react";
import type { SignedInStaff } from "../../features/staff/api/get-session";
import { AppearanceSwitch } from "./AppearanceSwitch";
import styles from "./frame.module.css";
import { LanguageSwitch } from "./LanguageSwitch";
import { PaletteButton } from "./palette/PaletteButton";
import trayStyles from "./tray/tray.module.css";
import { UserMenu } from "./UserMenu";

const Tray = lazy(() => import("./tray/Tray"));

interface HeaderProps {
  readonly shop: string;
  readonly staff: SignedInStaff;
}

/** Whose shop this is, and how this reader wants to see it. */
export function Header({ shop, staff }: HeaderProps) {
  return (
    <header className={styles.header}>
      <span className={styles.shop} title={shop}>
        {shop}
      </span>
      <PaletteButton />
      <span className={trayStyles.place}>
        <Suspense fallback={null}>
          <Tray />
        </Suspense>
      </span>
      <LanguageSwitch keepWithAccount />
      <AppearanceSwitch />
      <UserMenu staff={staff} />
    </header>
  );
}
