import { DesktopOutlined, MoonOutlined, SunOutlined } from "@ant-design/icons";
import {
  type Appearance,
  appearances,
  chooseAppearance,
  useAppearance,
} from "@habitue/kit/theme/appearance";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";

const icons: Record<Appearance, typeof SunOutlined> = {
  system: DesktopOutlined,
  light: SunOutlined,
  dark: MoonOutlined,
};

/** Light, dark, or as the device says. */
export function AppearanceSwitch() {
  const { t } = useTranslation("app");
  const appearance = useAppearance();
  const Icon = icons[appearance];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [appearance],
        items: appearances.map((key) => ({ key, label: t(`appearance.${key}`) })),
        onClick: ({ key }) => {
          const chosen = appearances.find((known) => known === key);
          if (chosen) chooseAppearance(chosen);
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
