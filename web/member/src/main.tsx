import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { keepArrival } from "./app/arrival";
import { Centre } from "./app/Centre";
import { startLanguage } from "./app/language";
import { countScan } from "./app/scan";
import "./app/global.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const drawing = createRoot(root);

const address = new URL(location.href);
keepArrival(address);
// Older webviews know no await outside of a function.
startLanguage().then((start) => {
  drawing.render(
    <StrictMode>
      <Centre start={start} />
    </StrictMode>,
  );
  countScan(address.searchParams.get("poster") ?? undefined);
});
