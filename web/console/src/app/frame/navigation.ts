import {
  AccountBookOutlined,
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  ClusterOutlined,
  ControlOutlined,
  CreditCardOutlined,
  DashboardOutlined,
  DiffOutlined,
  DollarOutlined,
  EyeOutlined,
  FieldTimeOutlined,
  FileAddOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  FileSearchOutlined,
  GiftOutlined,
  HeatMapOutlined,
  IdcardOutlined,
  ImportOutlined,
  KeyOutlined,
  PercentageOutlined,
  ProfileOutlined,
  QrcodeOutlined,
  ReconciliationOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  ShopOutlined,
  ShoppingOutlined,
  TagsOutlined,
  TeamOutlined,
  TrophyOutlined,
  VerticalAlignBottomOutlined,
  WalletOutlined,
} from "@ant-design/icons";
import type { Permission } from "../../lib/permissions";

/**
 * The way through the console: groups, then pages, never deeper. An entry
 * exists only when what stands behind it works, and is hidden from whom the API
 * would deny it.
 */
export const navigation = [
  {
    name: "overview",
    pages: [
      { name: "overviewPage", to: "/overview", needs: "insight:read", icon: DashboardOutlined },
    ],
  },
  {
    name: "members",
    pages: [
      { name: "memberList", to: "/members", needs: "member:read", icon: TeamOutlined },
      {
        name: "requests",
        to: "/privacy/requests",
        needs: "privacy:read",
        icon: SafetyCertificateOutlined,
      },
      {
        name: "privacyRule",
        to: "/privacy/policy",
        needs: "privacy:read",
        icon: FieldTimeOutlined,
      },
      {
        name: "consentTexts",
        to: "/members/consent-texts",
        needs: "member:read",
        icon: FileProtectOutlined,
      },
      { name: "memberFields", to: "/members/fields", needs: "member:read", icon: ProfileOutlined },
      { name: "posters", to: "/members/posters", needs: "member:read", icon: QrcodeOutlined },
      { name: "memberTags", to: "/members/tags", needs: "member:read", icon: TagsOutlined },
      {
        name: "quality",
        to: "/members/quality",
        needs: "member:quality",
        icon: FileDoneOutlined,
      },
      { name: "accesses", to: "/members/accesses", needs: "staff:read", icon: EyeOutlined },
      { name: "duplicates", to: "/members/duplicates", needs: "member:merge", icon: DiffOutlined },
      { name: "orders", to: "/orders", needs: "order:read", icon: ShoppingOutlined },
      { name: "lateEntries", to: "/orders/late", needs: "order:review", icon: FileAddOutlined },
    ],
  },
  {
    name: "trade",
    pages: [
      { name: "checkouts", to: "/checkouts", needs: "checkout:read", icon: ShoppingOutlined },
      { name: "payments", to: "/payments", needs: "payment:read", icon: WalletOutlined },
    ],
  },
  {
    name: "value",
    pages: [
      { name: "earning", to: "/program/earning", needs: "program:read", icon: GiftOutlined },
      { name: "spending", to: "/program/spending", needs: "program:read", icon: GiftOutlined },
      { name: "tiers", to: "/tiers/ladder", needs: "tier:read", icon: TrophyOutlined },
      {
        name: "postings",
        to: "/ledger/postings",
        needs: "ledger:read",
        icon: ReconciliationOutlined,
      },
      { name: "assets", to: "/ledger/assets", needs: "ledger:read", icon: WalletOutlined },
      { name: "prepaid", to: "/prepaid", needs: "prepaid:read", icon: CreditCardOutlined },
      { name: "books", to: "/ledger/books", needs: "ledger:books", icon: AccountBookOutlined },
    ],
  },
  {
    name: "marketing",
    pages: [
      { name: "coupons", to: "/coupons", needs: "coupon:read", icon: GiftOutlined },
      { name: "promotions", to: "/promotions", needs: "pricing:read", icon: PercentageOutlined },
      {
        name: "promotionCalendar",
        to: "/promotions/calendar",
        needs: "pricing:read",
        icon: CalendarOutlined,
      },
      {
        name: "floor",
        to: "/promotions/floor",
        needs: "pricing:read",
        icon: VerticalAlignBottomOutlined,
      },
    ],
  },
  {
    name: "insight",
    pages: [{ name: "profile", to: "/profile", needs: "profile:read", icon: HeatMapOutlined }],
  },
  {
    name: "shop",
    pages: [
      { name: "goods", to: "/catalog/articles", needs: "catalog:read", icon: TagsOutlined },
      {
        name: "categories",
        to: "/catalog/categories",
        needs: "catalog:read",
        icon: ApartmentOutlined,
      },
      { name: "goodsTerms", to: "/catalog/terms", needs: "catalog:read", icon: TagsOutlined },
      { name: "prices", to: "/catalog/price-lists", needs: "catalog:read", icon: DollarOutlined },
      {
        name: "differences",
        to: "/catalog/differences",
        needs: "catalog:read",
        icon: DiffOutlined,
      },
      { name: "stores", to: "/org/stores", needs: "org:read", icon: ShopOutlined },
      { name: "structure", to: "/org/structure", needs: "org:read", icon: ClusterOutlined },
    ],
  },
  {
    name: "connections",
    pages: [{ name: "imports", to: "/intake", needs: "intake:run", icon: ImportOutlined }],
  },
  {
    name: "settings",
    pages: [
      { name: "approvals", to: "/approvals", needs: "coupon:issue", icon: AuditOutlined },
      { name: "accounts", to: "/staff/accounts", needs: "staff:read", icon: IdcardOutlined },
      { name: "roles", to: "/staff/roles", needs: "staff:read", icon: SafetyOutlined },
      { name: "keys", to: "/staff/keys", needs: "staff:read", icon: KeyOutlined },
      { name: "audit", to: "/staff/audit", needs: "staff:read", icon: FileSearchOutlined },
      { name: "system", to: "/system", needs: "system:read", icon: ControlOutlined },
    ],
  },
] as const satisfies readonly {
  name: string;
  pages: readonly { name: string; to: string; needs: Permission; icon: unknown }[];
}[];

export type NavigationPage = (typeof navigation)[number]["pages"][number];

/** The groups and pages that somebody with these permissions sees. */
export function visibleNavigation(permissions: ReadonlySet<string>) {
  return navigation
    .map(({ name, pages }) => ({
      name,
      pages: (pages as readonly NavigationPage[]).filter((page) => permissions.has(page.needs)),
    }))
    .filter((group) => group.pages.length > 0);
}

/** Whether an entry's address begins those of others, which then say by themselves where one is. */
export function hasPagesBelow({ to }: NavigationPage): boolean {
  return navigation.some(({ pages }) => pages.some((page) => page.to.startsWith(`${to}/`)));
}

/** Where somebody starts: the first page they may see. Everybody may read the tiers. */
export function firstPage(permissions: readonly string[]): NavigationPage["to"] {
  return visibleNavigation(new Set(permissions))[0]?.pages[0]?.to ?? "/tiers/ladder";
}
