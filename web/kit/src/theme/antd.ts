import { type ThemeConfig, theme } from "antd";
import { type Density, rowHeightOf } from "./density";
import {
  brandHue,
  fontFamily,
  fontSize,
  neutral,
  radius,
  type Scheme,
  signal,
  signalGround,
} from "./tokens";

/** antdTheme turns our tokens into Ant Design's, for one scheme; without motion nothing slides or fades. */
export function antdTheme(scheme: Scheme, motion: boolean, density: Density): ThemeConfig {
  const brand = brandHue[scheme];
  const grey = neutral[scheme];
  const sign = signal[scheme];
  const paddingBlock = (rowHeightOf(density) - fontSize * 1.57 - 1) / 2;
  return {
    algorithm: scheme === "dark" ? [theme.darkAlgorithm, keepHues(scheme)] : [keepHues(scheme)],
    cssVar: { key: "habitue" },
    hashed: false,
    token: {
      colorPrimary: brand.fill,
      colorInfo: brand.fill,
      colorLink: brand.text,
      colorSuccess: sign.good,
      colorError: sign.bad,
      colorWarning: sign.warn,
      colorTextBase: grey.text,
      colorBgBase: grey.surface,
      borderRadius: radius,
      fontFamily,
      fontSize,
      wireframe: false,
      motion,
      colorTextPlaceholder: grey.quiet,
      controlItemBgActive: brand.tint,
      controlItemBgActiveHover: brand.tint,
    },
    components: {
      Layout: {
        bodyBg: grey.canvas,
        headerBg: grey.surface,
        siderBg: grey.surface,
        headerHeight: 56,
        headerPadding: "0 24px",
      },
      Menu: { itemHeight: 40, activeBarBorderWidth: 0 },
      Table: {
        cellPaddingBlock: paddingBlock,
        headerBg: grey.surface,
        headerSplitColor: "transparent",
        cellPaddingInline: 12,
      },
      Button: { primaryColor: brand.onFill, primaryShadow: "none", defaultShadow: "none" },
      Card: { headerFontSize: 16 },
    },
  };
}

/**
 * Ant Design derives shades from a hue and, in the dark, mixes them with the
 * ground, which takes the contrast away that the tokens were chosen for. What
 * is written or filled with keeps the very colour.
 */
function keepHues(scheme: Scheme): typeof theme.darkAlgorithm {
  const brand = brandHue[scheme];
  const grey = neutral[scheme];
  const { good, bad, warn } = signalGround[scheme];
  return (seed, derived) => ({
    ...(derived ?? theme.defaultAlgorithm(seed)),
    colorPrimary: brand.fill,
    colorPrimaryText: brand.text,
    colorLink: brand.text,
    colorText: grey.text,
    colorTextSecondary: grey.quiet,
    colorTextTertiary: grey.quiet,
    colorBgLayout: grey.canvas,
    colorBgContainer: grey.surface,
    colorBgElevated: grey.raised,
    colorTextDescription: grey.quiet,
    colorBorder: grey.edge,
    colorBorderSecondary: grey.line,
    colorPrimaryBg: brand.tint,
    colorPrimaryBgHover: brand.tint,
    colorInfoBg: brand.tint,
    colorInfoBorder: grey.edge,
    colorSuccessBg: good.ground,
    colorSuccessBorder: good.edge,
    colorErrorBg: bad.ground,
    colorErrorBorder: bad.edge,
    colorWarningBg: warn.ground,
    colorWarningBorder: warn.edge,
  });
}
