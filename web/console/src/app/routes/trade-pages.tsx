import { CheckoutPage } from "./CheckoutPage";
import { CheckoutsPage } from "./CheckoutsPage";
import { PaymentPage } from "./PaymentPage";
import { PaymentsPage } from "./PaymentsPage";

/**
 * Checkouts and payments come in one piece: whoever opens one page opens the
 * next, and each piece more costs the first load a name.
 */
export const Checkouts = () => <CheckoutsPage />;
export const Checkout = () => <CheckoutPage />;
export const Payments = () => <PaymentsPage />;
export const Payment = () => <PaymentPage />;
