import type { Schemas } from "@habitue/kit/api/types";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { decisionsQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Loaded } from "../parts/states";
import details from "./details.module.css";
import type { Asked } from "./PrivacyPage";
import styles from "./privacy.module.css";

type Decision = Schemas["Decision"];
type About = NonNullable<Asked["about"]>;

interface DecisionsPartProps {
  readonly busy: boolean;
  readonly onAsk: (asked: Asked) => void;
}

/** DecisionsPart says what rules alone decided about one and why, and lets a person look at it. */
export function DecisionsPart({ busy, onAsk }: DecisionsPartProps) {
  const { t } = useTranslation("me");
  const [chosen, setChosen] = useState<Decision>();
  return (
    <Loaded query={useQuery(decisionsQuery)}>
      {({ items }) => (
        <Part title={t("privacy.decisions")}>
          <Rows>
            {items.map((decision) => (
              <Row
                key={decision.what}
                title={t("privacy.decision", { title: decision.title, text: decision.text })}
                note={decision.why.join(" ")}
              >
                {decision.may_object && (
                  <div className={details.acts}>
                    <Button small onClick={() => setChosen(decision)}>
                      {t("privacy.object")}
                    </Button>
                  </div>
                )}
              </Row>
            ))}
          </Rows>
          {chosen && (
            <ObjectForm
              key={chosen.what}
              title={chosen.title}
              busy={busy}
              onSend={(note) => {
                onAsk({ kind: "object", about: chosen.what as About, note });
                setChosen(undefined);
              }}
            />
          )}
        </Part>
      )}
    </Loaded>
  );
}

interface ObjectFormProps {
  readonly title: string;
  readonly busy: boolean;
  readonly onSend: (note: string) => void;
}

function ObjectForm({ title, busy, onSend }: ObjectFormProps) {
  const { t } = useTranslation("me");
  const [note, setNote] = useState("");
  const what = t("privacy.objectWhat", { title });
  return (
    <>
      <p className={styles.note}>{what}</p>
      <textarea
        className={styles.words}
        rows={3}
        maxLength={500}
        value={note}
        aria-label={what}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button disabled={busy || note.trim() === ""} onClick={() => onSend(note.trim())}>
        {t("privacy.send")}
      </Button>
    </>
  );
}
