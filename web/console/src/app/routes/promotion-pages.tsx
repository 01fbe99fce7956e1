import { FloorEditPage } from "./FloorEditPage";
import { FloorPage } from "./FloorPage";
import { PromotionCalendarPage } from "./PromotionCalendarPage";
import { PromotionEditPage } from "./PromotionEditPage";
import { PromotionPage } from "./PromotionPage";
import { PromotionsPage } from "./PromotionsPage";

/** What there is of promotions comes in one piece, as of coupons. */
export const Promotions = () => <PromotionsPage />;
export const Calendar = () => <PromotionCalendarPage />;
export const Floor = () => <FloorPage />;
export const FloorEdit = () => <FloorEditPage />;
export const Promotion = () => <PromotionPage />;
export const Edit = () => <PromotionEditPage />;
