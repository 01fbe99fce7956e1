import { createContext, useContext } from "react";

/** What the console asks about, as `capability:verb`. The API is the judge; this only hides. */
export type Permission =
  | "catalog:cost"
  | "catalog:price"
  | "catalog:read"
  | "catalog:stock"
  | "catalog:write"
  | "checkout:read"
  | "checkout:return"
  | "checkout:sell"
  | "coupon:approve"
  | "coupon:issue"
  | "coupon:manage"
  | "coupon:read"
  | "insight:read"
  | "intake:run"
  | "ledger:adjust"
  | "ledger:books"
  | "ledger:post"
  | "ledger:publish"
  | "ledger:read"
  | "member:consent"
  | "member:edit"
  | "member:export"
  | "member:fields"
  | "member:read"
  | "member:merge"
  | "member:erase"
  | "privacy:read"
  | "privacy:handle"
  | "privacy:policy"
  | "member:reveal"
  | "member:texts"
  | "order:attach"
  | "order:policy"
  | "order:read"
  | "order:review"
  | "org:read"
  | "org:write"
  | "payment:collect"
  | "payment:manage"
  | "payment:read"
  | "payment:settle"
  | "prepaid:publish"
  | "prepaid:read"
  | "prepaid:refund"
  | "prepaid:sell"
  | "pricing:publish"
  | "pricing:read"
  | "profile:publish"
  | "profile:read"
  | "program:publish"
  | "program:read"
  | "staff:manage"
  | "staff:read"
  | "system:operate"
  | "system:read"
  | "tier:publish"
  | "tier:read";

export const PermissionsContext = createContext<ReadonlySet<string>>(new Set());

/** useCan says whether the signed-in person may do something. */
export function useCan(): (permission: Permission) => boolean {
  const permissions = useContext(PermissionsContext);
  return (permission) => permissions.has(permission);
}
