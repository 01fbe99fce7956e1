import { CheckoutPage } from "./CheckoutPage";
import { CheckoutsPage } from "./CheckoutsPage";
import { PaymentPage } from "./PaymentPage";
import { PaymentsPage } from "./PaymentsPage";
import { SpendingEditPage } from "./SpendingEditPage";
import { SpendingPage } from "./SpendingPage";

/**
 * Checkouts, payments and how value pays come in one piece: whoever opens one page opens the
 * next, and each piece more costs the first load a name.
 */
export const Checkouts = () => <CheckoutsPage />;
export const Checkout = () => <CheckoutPage />;
export const Payments = () => <PaymentsPage />;
export const Payment = () => <PaymentPage />;
export const Spending = () => <SpendingPage />;
export const SpendingEdit = () => <SpendingEditPage />;
