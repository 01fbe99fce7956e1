import { DesktopOutlined, MoonOutlined, SunOutlined } from "@ant-design/icons";
import {
  type Appearance,
  appearances,
  chooseAppearance,
  useAppearance,
} from "@habitue/kit/theme/appearance";
import { chooseDensity, densities, useDensity } from "@habitue/kit/theme/density";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";

const icons: Record<Appearance, typeof SunOutlined> = {
  system: DesktopOutlined,
  light: SunOutlined,
  dark: MoonOutlined,
};

/** Light, dark, or as the device says; and how close rows stand. */
export function AppearanceSwitch() {
  const { t } = useTranslation("app");
  const appearance = useAppearance();
  const density = useDensity();
  const Icon = icons[appearance];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        multiple: true,
        selectedKeys: [appearance, density],
        items: [
          {
            key: "appearance",
            type: "group",
            label: t("appearance.title"),
            children: appearances.map((key) => ({ key, label: t(`appearance.${key}`) })),
          },
          {
            key: "density",
            type: "group",
            label: t("density.title"),
            children: densities.map((key) => ({ key, label: t(`density.${key}`) })),
          },
        ],
        onClick: ({ key }) => {
          const look = appearances.find((known) => known === key);
          if (look) chooseAppearance(look);
          const rows = densities.find((known) => known === key);
          if (rows) chooseDensity(rows);
        },
      }}
    >
      <Button
        type="text"
        icon={<Icon />}
        aria-label={t("appearance.now", { appearance: t(`appearance.${appearance}`) })}
      />
    </Dropdown>
  );
}
