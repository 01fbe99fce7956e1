import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route";

const pages = () => import("./routes/person-pages");

const consentTexts = createRoute({
  getParentRoute: () => frame,
  path: "/members/consent-texts",
  component: lazyRouteComponent(pages, "ConsentTexts"),
});

const memberFields = createRoute({
  getParentRoute: () => frame,
  path: "/members/fields",
  component: lazyRouteComponent(pages, "MemberFields"),
});

const memberTags = createRoute({
  getParentRoute: () => frame,
  path: "/members/tags",
  component: lazyRouteComponent(() => import("./routes/care-pages"), "Tags"),
});

/** What is asked of members and known of them as persons. */
export const personRoutes = [consentTexts, memberFields, memberTags] as const;
