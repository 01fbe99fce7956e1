import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Console } from "./app/Console";
import { startLanguage } from "./app/language";
import { makeRouter } from "./app/router";
import { makeQueryClient } from "./lib/query-client";
import "./app/global.css";

const queryClient = makeQueryClient();
const router = makeRouter(queryClient);
const start = await startLanguage();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Console queryClient={queryClient} router={router} start={start} />
  </StrictMode>,
);
