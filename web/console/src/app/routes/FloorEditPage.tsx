import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import {
  editFloor,
  type Floor,
  floorsQuery,
  floorWordsQuery,
} from "../../features/pricing/api/floor";
import { FloorFields, FloorParts } from "../../features/pricing/edit/FloorFields";
import { SampleBasket } from "../../features/pricing/sample/SampleBasket";
import { useSettled } from "../../lib/settled";
import { wrongBy } from "../../lib/wrong";
import { LateWords } from "../LateWords";
import { useChoices } from "./editor/choices";
import { Editor } from "./editor/Editor";
import { useGoodsChoices } from "./editor/goods-choices";

const route = getRouteApi("/frame/promotions/floor/edit");

/** A draft of the margin floor: edited, tried on the sample basket, said in words, put before somebody. */
export function FloorEditPage() {
  return (
    <LateWords of="terms">
      <LateWords of="pricing">
        <Edit />
      </LateWords>
    </LateWords>
  );
}

function Edit() {
  const { t } = useTranslation("pricing");
  const navigate = route.useNavigate();
  const choices = useChoices();
  const goods = useGoodsChoices();
  return (
    <Editor<Floor, ReturnType<typeof useSentences>>
      title={t("floor.edit")}
      purpose={t("floor.editPurpose")}
      kind="floor_rule"
      query={useQuery(floorsQuery)}
      search={route.useSearch()}
      above={{ to: "/promotions/floor", name: t("floor.title") }}
      {...editFloor}
      stale={["pricing"]}
      onSaved={(version) => void navigate({ search: { version: String(version) }, replace: true })}
      useSentences={useSentences}
      beside={(floor) => (
        <SampleBasket tried={{ floor }} instead={withoutFloor} choices={choices} goods={goods} />
      )}
    >
      {(floor, onChange, { error }) => {
        const parts = { floor, goods, wrong: wrongBy(error), onChange };
        return (
          <>
            <FloorFields {...parts} />
            <FloorParts {...parts} />
          </>
        );
      }}
    </Editor>
  );
}

/** What a draft is held against: the same basket, of which offers take what they say. */
const withoutFloor = { floor: { off: true, rate_bps: 0 } };

function useSentences(floor: Floor) {
  return useQuery(floorWordsQuery(useSettled(floor)));
}
