import { Input, Modal } from "antd";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Entry, grouped, matching, stepped } from "./entries";
import styles from "./palette.module.css";
import { useActions } from "./useActions";
import { useCheckouts } from "./useCheckouts";
import { useMembers } from "./useMembers";
import { useOrders } from "./useOrders";
import { usePages } from "./usePages";
import { useRecent } from "./useRecent";

/** The palette: a member, an order, a page or an action by a few letters, without leaving the keyboard. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("app");
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={640}
      className={styles.palette}
      title={t("palette.title")}
      style={{ top: 80 }}
      destroyOnHidden
    >
      <Finder onClose={onClose} />
    </Modal>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("app");
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { found, problem, isLooking } = useFound(typed);
  const chosen = found[Math.min(at, found.length - 1)];
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method's own keys are its own until its word is chosen.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt(stepped(at, 1, found.length));
    else if (event.key === "ArrowUp") setAt(stepped(at, -1, found.length));
    else if (event.key === "Enter") choose(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <Input
        autoFocus
        variant="borderless"
        size="large"
        role="combobox"
        aria-label={t("palette.title")}
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={chosen && `${id} ${chosen.key}`.replaceAll(" ", "-")}
        placeholder={t("palette.hint")}
        autoComplete="off"
        maxLength={64}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Found id={id} found={found} chosen={chosen} onChoose={choose} />
      <p className={styles.status} role="status">
        {isLooking
          ? t("palette.looking")
          : (problem ?? t(found.length === 0 ? "palette.nothing" : "palette.keys"))}
      </p>
    </>
  );
}

/** What is typed for: everything that can be opened before, what fits after. */
function useFound(typed: string) {
  const recent = useRecent();
  const pages = usePages();
  const actions = useActions();
  const { members, problem, isLooking: membersComing } = useMembers(typed);
  const { orders, isLooking: ordersComing } = useOrders(typed);
  const { checkouts, isLooking: checkoutsComing } = useCheckouts(typed);
  const fixed = typed.trim() ? [...pages, ...actions] : [...recent, ...pages, ...actions];
  const all = [...matching(fixed, typed), ...members, ...orders, ...checkouts];
  const found = grouped(all).flatMap(({ entries }) => entries);
  return { found, problem, isLooking: membersComing || ordersComing || checkoutsComing };
}

interface FoundProps {
  readonly id: string;
  readonly found: readonly Entry[];
  readonly chosen: Entry | undefined;
  readonly onChoose: (entry: Entry) => void;
}

function Found({ id, found, chosen, onChoose }: FoundProps) {
  const { t } = useTranslation("app");
  return (
    <div id={id} role="listbox" aria-label={t("palette.found")} className={styles.found}>
      {grouped(found).map(({ kind, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, not of a form's fields
        <div key={kind} role="group" aria-label={t(`palette.kind.${kind}`)}>
          <div className={styles.kind} aria-hidden="true">
            {t(`palette.kind.${kind}`)}
          </div>
          {entries.map((entry) => (
            <Option
              key={entry.key}
              id={`${id} ${entry.key}`.replaceAll(" ", "-")}
              entry={entry}
              isChosen={entry === chosen}
              onChoose={onChoose}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly entry: Entry;
  readonly isChosen: boolean;
  readonly onChoose: (entry: Entry) => void;
}

function Option({ id, entry, isChosen, onChoose }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    // The keyboard is the box's: it says which option is meant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className={styles.option}
      onClick={() => onChoose(entry)}
    >
      <entry.icon aria-hidden />
      <span>{entry.label}</span>
      {entry.hint && <small>{entry.hint}</small>}
    </div>
  );
}
