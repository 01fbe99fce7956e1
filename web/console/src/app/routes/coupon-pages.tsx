import { Wallet as MemberWallet } from "../../features/coupon/Wallet";
import { CouponEditPage } from "./CouponEditPage";
import { CouponPage } from "./CouponPage";
import { CouponsPage } from "./CouponsPage";

/**
 * What there is of coupons comes in one piece: whoever opens one page opens the
 * next, and each piece more costs the first load a name.
 */
export const Coupons = () => <CouponsPage />;
export const Coupon = () => <CouponPage />;
export const Edit = () => <CouponEditPage />;
export const Wallet = MemberWallet;
