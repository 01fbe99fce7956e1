import { LateWords } from "../LateWords";
import { PostersPage } from "./PostersPage";

/** Posters come in one piece, with their words. */
export const Posters = () => (
  <LateWords of="poster">
    <PostersPage />
  </LateWords>
);
