import { MergeDialog } from "../../features/member/merge/MergeDialog";
import { MergeHistory } from "../../features/member/merge/MergeHistory";
import { DuplicatesPage } from "./DuplicatesPage";

/** What there is of merging comes in one piece: who opens one part opens the next. */
export const Dialog = MergeDialog;
export const History = MergeHistory;
export const Duplicates = () => <DuplicatesPage />;
