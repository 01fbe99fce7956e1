import { Swatched } from "@habitue/kit/components/Swatched";
import { createContext, useContext } from "react";

/** The codes of the ladder in force from the lowest up: a level's place is its colour. */
export const LevelOrderContext = createContext<readonly string[]>([]);

/** A level by its name, in the colour it has on every page. */
export function LevelTag({ level }: { level: { code: string; name: string } }) {
  const order = useContext(LevelOrderContext);
  return <Swatched rank={order.indexOf(level.code)}>{level.name}</Swatched>;
}
